package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Extension;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** OpenAI's image generations, facing callers; what hosts are told is {@link OpenAiImagesDialect}'s. */
public final class OpenAiImages {
    static final String REVISED = "revised_prompt";

    private OpenAiImages() {}

    /**
     * Reads one request body. Its model is empty if none was given.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST naming the field at fault
     */
    public static GenerateImagesRequest read(byte[] body) {
        return ImageRequestReader.read(body);
    }

    /**
     * The body of an answer.
     *
     * @param more what the host's answer said that the contract does not model
     * @param mimeTypes whether each picture tells its media type
     */
    public static byte[] write(GenerateImagesResponse response, List<Extension> more, boolean mimeTypes) {
        return ImageResponseWriter.write(response, more, mimeTypes);
    }

    /** The prompt that a host says it has really used, from a picture's extensions; empty if it does not say. */
    public static String revisedPrompt(List<Extension> extensions) {
        return extensions.stream()
                .filter(extension -> extension.getDialect().equals(OpenAiDialect.NAME))
                .map(extension -> JsonReader.of(extension.getJson()).peek(REVISED))
                .filter(prompt -> !prompt.isEmpty())
                .findFirst()
                .orElse("");
    }
}
