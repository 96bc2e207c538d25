package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Request bodies within a bound (COM-13). */
public final class Bodies {
    private Bodies() {}

    /**
     * The whole body; blocks until it has come.
     *
     * @throws ChatException TOO_LARGE, before anything is read if the request says its size
     */
    public static byte[] read(ServerRequest request, int most) {
        return read(request, most, "; setting server.max-body-size");
    }

    /** The same for a bound that no setting changes. */
    public static byte[] readFixed(ServerRequest request, int most) {
        return read(request, most, "");
    }

    private static byte[] read(ServerRequest request, int most, String setting) {
        long announced = request.headers().contentLength().orElse(-1);
        if (announced > most) {
            throw tooLarge(most, setting);
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(most);
            if (body.length == most && in.read() >= 0) {
                throw tooLarge(most, setting);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChatException tooLarge(int most, String setting) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_TOO_LARGE,
                        Blame.REQUEST,
                        "request_too_large",
                        "The body is too large (expected: at most %d bytes%s).".formatted(most, setting))
                .build();
    }
}
