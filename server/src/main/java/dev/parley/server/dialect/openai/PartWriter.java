package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.AudioFormat;
import dev.parley.server.dialect.codec.CallId;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.Objects;

/** Writes the parts of a message: content parts and tool calls. */
final class PartWriter {
    private final JsonWriter out;

    PartWriter(JsonWriter out) {
        this.out = out;
    }

    /** Writes a list of content parts, each of which can be said in this dialect. */
    void content(List<Part> parts) {
        out.beginArray();
        for (Part part : parts) {
            if (part.hasOpaque()) {
                Verbatim.write(out, part.getOpaque().getJson(), "messages.parts.opaque.json");
            } else {
                content(part, MergedObject.begin(out, OpenAiDialect.NAME, part.getExtensionsList()));
            }
        }
        out.endArray();
    }

    private void content(Part part, MergedObject object) {
        if (part.hasText()) {
            object.name("type").value("text");
            object.name("text").value(part.getText().getText());
        } else if (part.hasRefusal()) {
            object.name("type").value("refusal");
            object.name("refusal").value(part.getRefusal().getText());
        } else {
            media(part, object);
        }
        object.end();
    }

    private void media(Part part, MergedObject object) {
        MediaKind kind = Objects.requireNonNull(MediaKind.of(part), "media that can be sent");
        object.name("type").value(kind.word());
        MergedObject payload = object.inner(kind.word());
        Media media = part.getMedia();
        switch (kind) {
            case IMAGE_URL -> {
                payload.name("url").value(url(media));
                payload.text("detail", media.getDetail());
            }
            case VIDEO_URL -> payload.name("url").value(url(media));
            case INPUT_AUDIO -> {
                payload.name("data").value(DataUri.encode(media.getData()));
                payload.name("format").value(AudioFormat.of(media.getMimeType()));
            }
            case FILE -> file(media, payload);
        }
        payload.end();
    }

    private static void file(Media media, MergedObject payload) {
        payload.text("file_id", media.getFileId());
        payload.text("filename", media.getFilename());
        if (media.hasData()) {
            boolean typed = !media.getMimeType().isEmpty();
            payload.name("file_data").value(typed ? url(media) : DataUri.encode(media.getData()));
        }
    }

    private static String url(Media media) {
        return media.hasUri() ? media.getUri() : new DataUri(media.getMimeType(), media.getData()).text();
    }

    /** Writes a list of tool calls. */
    void calls(List<Part> parts) {
        out.beginArray();
        for (Part part : parts) {
            MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, part.getExtensionsList());
            call(part.getToolCall(), object);
            ExtraContent.write(part, object);
            object.end();
        }
        out.endArray();
    }

    private static void call(ToolCall call, MergedObject object) {
        String type = call.hasRawInput() ? "custom" : "function";
        object.name("id").value(CallId.legal(call.getCallId()));
        object.name("type").value(type);
        MergedObject payload = object.inner(type);
        payload.name("name").value(call.getName());
        if (call.hasRawInput()) {
            payload.name("input").value(call.getRawInput());
        } else {
            payload.name("arguments").value(call.getArgumentsJson().isEmpty() ? "{}" : call.getArgumentsJson());
        }
        payload.end();
    }
}
