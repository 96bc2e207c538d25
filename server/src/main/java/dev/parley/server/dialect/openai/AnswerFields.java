package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The parts of an answer by the field of the {@code message} that each goes to. What has no field is left out. */
final class AnswerFields {
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();
    private final List<Part> images = new ArrayList<>();
    private final List<Part> calls = new ArrayList<>();
    private final List<Part> thoughts = new ArrayList<>();
    private final AudioFold spoken = new AudioFold();
    private final boolean nullFields;
    private String audio = "";

    AnswerFields(boolean nullFields) {
        this.nullFields = nullFields;
    }

    void add(Part part) {
        switch (part.getKindCase()) {
            case TEXT -> {
                content.append(part.getText().getText());
                part.getText().getCitationsList().stream()
                        .filter(OpenAiCitation::exists)
                        .forEach(citations::add);
            }
            case THOUGHT -> {
                thoughts.add(part);
                thought(part.getThought());
            }
            case REFUSAL -> refusal.append(part.getRefusal().getText());
            case MEDIA -> {
                if (AudioFold.isAudio(part.getMedia())) {
                    spoken.add(AudioFold.said(part.getMedia(), spoken.isEmpty()));
                } else {
                    images.add(part);
                }
            }
            case TOOL_CALL -> calls.add(ExtraContent.shown(part));
            case OPAQUE -> opaque(part.getOpaque());
            case TOOL_RESULT, KIND_NOT_SET -> {}
        }
    }

    void write(MergedObject message, JsonWriter out) {
        thoughts.forEach(part -> message.add(part.getExtensionsList()));
        message.name("role").value("assistant");
        message.name("content");
        boolean other = !calls.isEmpty() || !refusal.isEmpty() || !audio.isEmpty() || !spoken.isEmpty();
        if (content.isEmpty() && other) {
            out.nullValue();
        } else {
            out.value(content.toString());
        }
        message.text("reasoning_content", reasoning.toString());
        if (!refusal.isEmpty()) {
            message.name("refusal").value(refusal.toString());
        } else if (nullFields) {
            message.name("refusal").nullValue();
        }
        lists(message, out);
        if (!audio.isEmpty()) {
            message.name("audio").raw(audio);
        } else if (!spoken.isEmpty()) {
            message.name("audio").raw(spoken.opaque().getJson());
        }
        message.end();
    }

    private void lists(MergedObject message, JsonWriter out) {
        if (!citations.isEmpty()) {
            message.name("annotations");
            OpenAiCitation.write(citations, out);
        }
        if (!images.isEmpty()) {
            message.name("images");
            writeImages(images, out);
        }
        if (!calls.isEmpty()) {
            message.name("tool_calls");
            new PartWriter(out).calls(calls);
        }
    }

    /** Writes {@code images}, the list that hosts answer with. */
    static void writeImages(List<Part> images, JsonWriter out) {
        out.beginArray();
        for (Part part : images) {
            Media image = part.getMedia();
            String url = image.hasUri() ? image.getUri() : new DataUri(image.getMimeType(), image.getData()).text();
            out.beginObject().field("type", "image_url").name("image_url");
            out.beginObject().field("url", url).endObject().endObject();
        }
        out.endArray();
    }

    private void thought(Thought thought) {
        reasoning.append(thought.getText()).append(String.join("\n\n", thought.getSummariesList()));
    }

    private void opaque(Opaque opaque) {
        if (AudioFold.isWhole(opaque)) {
            audio = opaque.getJson();
        }
    }
}
