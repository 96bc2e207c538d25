package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Extension;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.image.v1.Image;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes the answer to an image generations request. */
final class ImageResponseWriter {
    private ImageResponseWriter() {}

    static byte[] write(GenerateImagesResponse response, List<Extension> more, boolean mimeTypes) {
        return JsonWriter.document(out -> {
            MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, more);
            object.name("created").value(response.getCreateTime().getSeconds());
            object.name("data").beginArray();
            response.getImagesList().forEach(image -> write(image, mimeTypes, out));
            out.endArray();
            if (response.hasUsage()) {
                OpenAiUsage.writeOfImages(response.getUsage(), object.name("usage"));
            }
            object.end();
        });
    }

    private static void write(Image image, boolean mimeType, JsonWriter out) {
        out.beginObject().field("b64_json", DataUri.encode(image.getData()));
        if (!image.getRevisedPrompt().isEmpty()) {
            out.field(OpenAiImages.REVISED, image.getRevisedPrompt());
        }
        if (mimeType) {
            out.field("mime_type", image.getMimeType());
        }
        out.endObject();
    }
}
