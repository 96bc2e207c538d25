package dev.parley.server.frontend.openai;

import dev.parley.chat.v1.ChatResponse;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiImages;
import dev.parley.server.frontend.http.Arrival;
import dev.parley.server.frontend.http.CallEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Headers;
import dev.parley.server.image.Images;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The route that makes pictures (GM-16). Thread-safe. */
final class ImageEndpoint extends CallEndpoint<GenerateImagesRequest> {
    private final Images images;

    ImageEndpoint(Images images, Authenticator access, ChatRuntime runtime, ErrorReply errors) {
        super(access, runtime, errors);
        this.images = images;
    }

    @Override
    protected GenerateImagesRequest read(ServerRequest request, byte[] body) {
        return OpenAiImages.read(body).toBuilder()
                .setStrict(Headers.strict(request))
                .build();
    }

    private byte[] body(GenerateImagesRequest asked, ChatResponse whole) {
        return OpenAiImages.write(images.answer(asked, whole), whole.getExtensionsList(), images.tellsMimeTypes());
    }

    @Override
    protected void answer(
            ServerRequest request, ServerResponse response, GenerateImagesRequest asked, Arrival arrival) {
        ChatCall call =
                arrival.call(OpenAiDialect.NAME, images.turn(asked), true).withTask(Images.TASK);
        whole(request, response, call, whole -> body(asked, whole));
    }
}
