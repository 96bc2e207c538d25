package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ImageOptions;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonWriter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an image generations request for a host. Nothing is sent that the request does not set, but for the form. */
final class ImageRequestWriter {
    private static final Set<String> FIELDS =
            Set.of("model", "messages", "sampling", "output_format", "end_user", "strict", "extensions");

    private final ChatRequest chat;
    private final ImageModel kind;
    private final Drops drops;

    private ImageRequestWriter(ChatRequest chat, ImageModel kind, Drops drops) {
        this.chat = chat;
        this.kind = kind;
        this.drops = drops;
    }

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON
     */
    static byte[] write(ChatRequest chat, String model, Drops drops) {
        ImageRequestWriter writer = new ImageRequestWriter(chat, ImageModel.of(model), drops);
        writer.report();
        try {
            return JsonWriter.document(out -> writer.write(model, out));
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private void write(String model, JsonWriter out) {
        ImageOptions image = chat.getOutputFormat().getImage();
        MergedObject request = MergedObject.begin(out, OpenAiDialect.NAME, chat.getExtensionsList());
        request.add(image.getExtensionsList());
        request.name("model").value(model);
        request.name("prompt").value(prompt());
        if (chat.getSampling().hasCandidates()) {
            request.name("n").value(chat.getSampling().getCandidates());
        }
        request.text("size", image.getSize());
        request.text("quality", image.getQuality());
        if (kind.takesFile()) {
            request.text("background", image.getBackground());
            request.text("output_format", image.getFormat());
        }
        if (kind.toldForm()) {
            request.name("response_format").value("b64_json");
        }
        request.text("user", chat.getEndUser());
        request.end();
    }

    /** All that is said, in its order. */
    private String prompt() {
        return chat.getMessagesList().stream()
                .flatMap(message -> message.getPartsList().stream())
                .map(part -> part.getText().getText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private void report() {
        ImageOptions image = chat.getOutputFormat().getImage();
        drops.others(chat, FIELDS, "");
        drops.foreign(chat.getExtensionsList(), OpenAiDialect.NAME, "");
        drops.others(chat.getSampling(), Set.of("candidates"), "sampling.");
        drops.others(chat.getOutputFormat(), Set.of("modalities", "image"), "output_format.");
        drops.foreign(image.getExtensionsList(), OpenAiDialect.NAME, "output_format.image");
        drop(!kind.takesFile() && !image.getBackground().isEmpty(), "output_format.image.background");
        drop(!kind.takesFile() && !image.getFormat().isEmpty(), "output_format.image.format");
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            message(chat.getMessages(i), "messages[" + i + "].parts");
        }
    }

    private void message(ChatMessage message, String path) {
        for (int i = 0; i < message.getPartsCount(); i++) {
            Part part = message.getParts(i);
            drop(
                    !part.hasText(),
                    path + '[' + i + "]." + part.getKindCase().name().toLowerCase(Locale.ROOT));
        }
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
