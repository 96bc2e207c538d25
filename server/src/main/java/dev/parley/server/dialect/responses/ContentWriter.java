package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.AudioFormat;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes the content of messages and of tool outputs. */
final class ContentWriter {
    private final JsonWriter out;

    ContentWriter(JsonWriter out) {
        this.out = out;
    }

    /** Writes the texts and refusals of an assistant as a list. */
    void output(List<Part> parts) {
        out.beginArray();
        parts.forEach(this::output);
        out.endArray();
    }

    /** Writes one text or refusal of an assistant. */
    void output(Part part) {
        MergedObject object = begin(part);
        if (part.hasRefusal()) {
            object.name("type").value("refusal");
            object.name("refusal").value(part.getRefusal().getText());
        } else {
            object.name("type").value("output_text");
            object.name("annotations");
            ResponsesCitation.write(part.getText().getCitationsList(), out);
            if (!object.hasExtra("logprobs")) {
                object.name("logprobs").beginArray().endArray();
            }
            object.name("text").value(part.getText().getText());
        }
        object.end();
    }

    /** Writes what is told to a model as a list; what cannot be said is left out. */
    void input(List<Part> parts) {
        out.beginArray();
        for (Part part : parts) {
            if (part.hasText()) {
                MergedObject object = begin(part);
                object.name("type").value("input_text");
                object.name("text").value(part.getText().getText());
                object.end();
            } else if (part.hasMedia()) {
                MergedObject object = begin(part);
                media(part, object);
                object.end();
            }
        }
        out.endArray();
    }

    /** Writes what a tool returned: as a text where that says all, unless {@code list}. */
    void result(List<Part> parts, boolean list) {
        if (list || !ContentReader.plain(parts)) {
            input(parts);
        } else {
            out.value(parts.isEmpty() ? "" : parts.getFirst().getText().getText());
        }
    }

    private MergedObject begin(Part part) {
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, part.getExtensionsList());
        object.omit(ItemFields.ITEM);
        return object;
    }

    private static void media(Part part, MergedObject object) {
        MediaKind kind = MediaKind.of(part);
        Media media = part.getMedia();
        object.name("type").value(kind.word());
        switch (kind) {
            case INPUT_IMAGE -> {
                object.text("file_id", media.getFileId());
                if (!media.hasFileId()) {
                    object.name("image_url").value(url(media));
                }
                object.text("detail", media.getDetail());
            }
            case INPUT_FILE -> file(media, object);
            case INPUT_AUDIO -> {
                MergedObject audio = object.inner(kind.word());
                audio.name("data").value(DataUri.encode(media.getData()));
                audio.name("format").value(AudioFormat.of(media.getMimeType()));
                audio.end();
            }
        }
    }

    private static void file(Media media, MergedObject object) {
        object.text("file_id", media.getFileId());
        object.text("file_url", media.getUri());
        object.text("filename", media.getFilename());
        if (media.hasData()) {
            boolean typed = !media.getMimeType().isEmpty();
            object.name("file_data").value(typed ? url(media) : DataUri.encode(media.getData()));
        }
        object.text("detail", media.getDetail());
    }

    private static String url(Media media) {
        return media.hasUri() ? media.getUri() : new DataUri(media.getMimeType(), media.getData()).text();
    }
}
