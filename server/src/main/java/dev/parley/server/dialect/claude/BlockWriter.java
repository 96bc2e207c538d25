package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes content blocks, each of which can be said in this dialect, see {@link ClaudeLosses}. One a request. */
final class BlockWriter {
    /** What a failed tool says if it says nothing, as hosts want a reason. */
    private static final String FAILED = "error";

    private final JsonWriter out;
    private final LegalIds ids = new LegalIds();

    BlockWriter(JsonWriter out) {
        this.out = out;
    }

    /** Writes content: a string where that says all, unless {@code list}. */
    void content(List<Part> parts, boolean list) {
        if (!list && RequestContent.plain(parts)) {
            out.value(parts.isEmpty() ? "" : parts.getFirst().getText().getText());
            return;
        }
        out.beginArray();
        parts.forEach(this::block);
        out.endArray();
    }

    private void block(Part part) {
        if (part.hasOpaque()) {
            out.raw(part.getOpaque().getJson());
            return;
        }
        MergedObject block = MergedObject.begin(out, ClaudeDialect.NAME, part.getExtensionsList());
        switch (part.getKindCase()) {
            case TEXT -> text(part.getText(), block);
            case REFUSAL -> text(part.getRefusal().getText(), block);
            case MEDIA -> MediaWriter.write(part, block, out);
            case TOOL_CALL -> call(part.getToolCall(), block);
            case TOOL_RESULT -> result(part.getToolResult(), part.getExtensionsList(), block);
            case THOUGHT -> thought(part, block);
            case OPAQUE, KIND_NOT_SET -> throw new IllegalArgumentException("no block: " + part.getKindCase());
        }
        if (part.hasCache()) {
            CacheControl.write(part.getCache(), block, out);
        }
        block.end();
    }

    private static void text(String text, MergedObject block) {
        block.name("type").value("text");
        block.name("text").value(text);
    }

    private void text(Text text, MergedObject block) {
        text(text.getText(), block);
        List<Citation> citations =
                text.getCitationsList().stream().filter(ClaudeCitation::ours).toList();
        if (!citations.isEmpty()) {
            block.name("citations").beginArray();
            citations.forEach(citation -> ClaudeCitation.write(citation, out));
            out.endArray();
        }
    }

    private void call(ToolCall call, MergedObject block) {
        block.name("type").value("tool_use");
        block.name("id").value(ids.ofCall(call.getCallId()));
        block.name("name").value(call.getName());
        block.name("input").raw(ClaudeInput.of(call));
    }

    private void result(ToolResult result, List<Extension> forms, MergedObject block) {
        List<Part> content = result.getContentList().stream()
                .filter(part -> ClaudeLosses.sendable(part, Role.ROLE_TOOL))
                .toList();
        boolean list = ClaudeForm.LIST.in(forms);
        block.name("type").value("tool_result");
        block.name("tool_use_id").value(ids.ofResult(result.getCallId()));
        if (content.isEmpty() && result.getIsError()) {
            block.name("content").value(FAILED);
        } else if (!content.isEmpty() || list || ClaudeForm.EMPTY_STRING.in(forms)) {
            block.name("content");
            content(content, list);
        }
        if (result.getIsError() || ClaudeForm.NOT_ERROR.in(forms)) {
            block.name("is_error").value(result.getIsError());
        }
    }

    private static void thought(Part part, MergedObject block) {
        String sealed = part.getThought().getSealed();
        if (sealed.isEmpty()) {
            block.name("type").value(ThinkingReader.NAME);
            block.name("thinking").value(part.getThought().getText());
            block.name("signature").value(ClaudeSignature.text(part.getSignature()));
        } else {
            block.name("type").value("redacted_thinking");
            block.name("data").value(ClaudeSignature.sealedText(sealed, part.getSignature()));
        }
    }
}
