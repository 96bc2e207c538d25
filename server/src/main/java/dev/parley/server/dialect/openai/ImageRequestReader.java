package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ImageOptions;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.PictureSize;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.ChatException;

/** Reads an image generations request; one reader a request. */
final class ImageRequestReader {
    private static final int COUNT_MOST = 10;
    private static final String BASE64 = "b64_json";

    private static final Shape<ImageRequestReader> FIELDS = new Shape<ImageRequestReader>()
            .with("prompt", (in, to) -> to.request.setPrompt(in.string()))
            .with("model", (in, to) -> to.request.setModel(in.string()))
            .with("n", (in, to) -> to.request.setCount((int) SamplingField.integer(in, 1, COUNT_MOST)))
            .with("size", (in, to) -> to.options.setSize(size(in.string())))
            .with("quality", (in, to) -> to.options.setQuality(in.string()))
            .with("background", (in, to) -> to.options.setBackground(in.string()))
            .with("output_format", (in, to) -> to.options.setFormat(in.string()))
            .with("user", (in, to) -> to.request.setEndUser(in.string()))
            .with("response_format", (in, to) -> form(in.string()))
            .with("stream", (in, to) -> stream(in.bool()));

    private final GenerateImagesRequest.Builder request = GenerateImagesRequest.newBuilder();
    private final ImageOptions.Builder options = ImageOptions.newBuilder();
    private final Extras extras = new Extras();

    private ImageRequestReader() {}

    /** @throws ChatException INVALID_REQUEST naming the field at fault */
    static GenerateImagesRequest read(byte[] body) {
        ImageRequestReader reader = new ImageRequestReader();
        return RequestBody.read(body, in -> FIELDS.read(in, reader, reader.extras), reader::build);
    }

    private GenerateImagesRequest build() {
        Faults.requireText(request.getPrompt().strip(), "prompt");
        extras.addTo(OpenAiDialect.NAME, request::addExtensions);
        return request.setOptions(options).build();
    }

    private static String size(String text) {
        if (!PictureSize.isValid(text)) {
            throw Faults.invalid("size", text, PictureSize.EXPECTED);
        }
        return text;
    }

    /** Pictures are kept nowhere, so there is no address of one. */
    private static void form(String word) {
        if (!word.equals(BASE64)) {
            throw Faults.invalid("response_format", word, BASE64 + ", as pictures are not stored to have an address");
        }
    }

    private static void stream(boolean wanted) {
        if (wanted) {
            throw Faults.invalid("stream", "true", "false, as pictures come whole");
        }
    }
}
