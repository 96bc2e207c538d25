package dev.parley.server.frontend.openai;

import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.config.ImageSettings;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiImages;
import dev.parley.server.frontend.http.Arrival;
import dev.parley.server.frontend.http.CallEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Headers;
import dev.parley.server.image.ImageTask;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The route that makes pictures (GM-16). Thread-safe. */
final class ImageEndpoint extends CallEndpoint<GenerateImagesRequest> {
    ImageEndpoint(Authenticator access, ChatRuntime runtime, ErrorReply errors) {
        super(access, runtime, errors);
    }

    @Override
    protected GenerateImagesRequest read(ServerRequest request, byte[] body) {
        GenerateImagesRequest asked = OpenAiImages.read(body);
        return Headers.strict(request) ? asked.toBuilder().setStrict(true).build() : asked;
    }

    @Override
    protected void answer(
            ServerRequest request, ServerResponse response, GenerateImagesRequest asked, Arrival arrival) {
        ImageSettings settings = runtime.settings().now().images();
        ImageTask task = new ImageTask(asked, settings);
        ChatCall call = arrival.call(OpenAiDialect.NAME, task.request(), true).withTask(task);
        whole(
                request,
                response,
                call,
                whole -> OpenAiImages.write(task.answer(whole), whole.getExtensionsList(), settings.includeMimeType()));
    }
}
