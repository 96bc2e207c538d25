package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.dialect.gemini.GeminiTurn.Answered;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes contents and their parts, each of which can be said in this dialect, see {@link GeminiLosses}. */
final class ContentWriter {
    /** Stands in for the proof of a call that this dialect's hosts did not make; they know it (E-GEM-3). */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private final JsonWriter out;
    private final FunctionNames names;
    private final boolean third;

    /** {@code third} tells whether the model is of the third generation. */
    ContentWriter(JsonWriter out, FunctionNames names, boolean third) {
        this.out = out;
        this.names = names;
        this.third = third;
    }

    /** Writes instructions, which have no role. */
    void instructions(List<Part> parts) {
        out.beginObject().name("parts").beginArray();
        parts.forEach(part -> part(part, false));
        out.endArray().endObject();
    }

    /** Writes a content: the results of tools come first (E-ROLE-4). */
    void content(GeminiTurn turn) {
        MergedObject content = MergedObject.begin(out, GeminiDialect.NAME, turn.extensions);
        content.name("role").value(turn.role);
        content.name("parts").beginArray();
        turn.results.forEach(this::result);
        turn.results.forEach(this::besides);
        Part unsigned = unsigned(turn.calls());
        // By identity: two calls may be equal.
        turn.parts.forEach(part -> part(part, part == unsigned));
        out.endArray();
        content.end();
    }

    /** Models of the third generation want the first call of each turn signed. */
    private Part unsigned(List<Part> calls) {
        boolean lacks = third && !calls.isEmpty() && !GeminiLosses.signed(calls.getFirst());
        return lacks ? calls.getFirst() : Part.getDefaultInstance();
    }

    private void part(Part part, boolean wantsSignature) {
        if (part.hasOpaque()) {
            out.raw(part.getOpaque().getJson());
            return;
        }
        MergedObject object = MergedObject.begin(out, GeminiDialect.NAME, part.getExtensionsList());
        switch (part.getKindCase()) {
            case TEXT -> object.name("text").value(part.getText().getText());
            case REFUSAL -> object.name("text").value(part.getRefusal().getText());
            case THOUGHT -> {
                object.name("text").value(part.getThought().getText());
                object.name("thought").value(true);
            }
            case MEDIA -> media(part.getMedia(), object);
            case TOOL_CALL -> call(part.getToolCall(), object);
            case TOOL_RESULT, OPAQUE, KIND_NOT_SET ->
                throw new IllegalArgumentException("no part: " + part.getKindCase());
        }
        if (GeminiLosses.signed(part)) {
            object.name("thoughtSignature").value(part.getSignature().getValue().toStringUtf8());
        } else if (wantsSignature) {
            object.name("thoughtSignature").value(NO_SIGNATURE);
        }
        object.end();
    }

    private void media(Media media, MergedObject object) {
        String type = MediaTypes.of(media);
        if (media.hasData()) {
            MergedObject inline = object.inner("inlineData");
            inline.name("mimeType").value(type);
            inline.name("data").value(DataUri.encode(media.getData()));
            inline.end();
        } else {
            MergedObject file = object.inner("fileData");
            file.text("mimeType", type);
            file.name("fileUri")
                    .value(media.hasUri() ? media.getUri() : Objects.requireNonNull(FileUri.of(media.getFileId())));
            file.end();
        }
    }

    private void call(ToolCall call, MergedObject object) {
        MergedObject function = object.inner("functionCall");
        function.text("id", call.getCallId());
        function.name("name").value(names.legal(call.getName()));
        function.name("args");
        if (call.hasRawInput()) {
            out.beginObject().field("_raw", call.getRawInput()).endObject();
        } else {
            out.raw(call.getArgumentsJson().isBlank() ? "{}" : call.getArgumentsJson());
        }
        function.end();
    }

    private void result(Answered answered) {
        ToolResult result = answered.result().getToolResult();
        MergedObject object =
                MergedObject.begin(out, GeminiDialect.NAME, answered.result().getExtensionsList());
        MergedObject function = object.inner("functionResponse");
        function.text("id", result.getCallId());
        function.name("name").value(names.legal(answered.call().getToolCall().getName()));
        function.name("response");
        response(result);
        List<Part> media = media(result, true);
        if (!media.isEmpty()) {
            function.name("parts").beginArray();
            media.forEach(part -> part(part, false));
            out.endArray();
        }
        function.end();
        object.end();
    }

    /** What a result holds beside text, where the result itself cannot hold it (E-TOOL-11). */
    private void besides(Answered answered) {
        media(answered.result().getToolResult(), false).forEach(part -> part(part, false));
    }

    private List<Part> media(ToolResult result, boolean inside) {
        return result.getContentList().stream()
                .filter(part -> !part.hasText() && GeminiLosses.sendable(part, Role.ROLE_TOOL))
                .filter(part -> (third && part.getMedia().hasData()) == inside)
                .toList();
    }

    /** It must be an object: the result itself if it is one, else an object of the kind that hosts know. */
    private void response(ToolResult result) {
        String text = result.getContentList().stream()
                .filter(Part::hasText)
                .map(part -> part.getText().getText())
                .collect(Collectors.joining("\n"));
        boolean object = Verbatim.isObject(text);
        if (object && !result.getIsError()) {
            out.raw(text);
            return;
        }
        out.beginObject().name(result.getIsError() ? "error" : "output");
        if (object) {
            out.raw(text);
        } else {
            out.value(text);
        }
        out.endObject();
    }
}
