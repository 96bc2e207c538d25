package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.AllBytes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Request bodies within a bound (COM-13). */
public final class Bodies {
    /** What is read of a body that is not wanted. */
    static final int LEFT_MOST = 4 << 20;

    private Bodies() {}

    /**
     * The whole body; blocks until it has come.
     *
     * @throws ChatException TOO_LARGE; a caller that waits to be asked for the body need not send it
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
        boolean tooLarge = announced > most;
        if (tooLarge && request.headers().contains(HeaderNames.EXPECT)) {
            throw tooLarge(most, setting);
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = tooLarge ? new byte[0] : AllBytes.of(in, announced, most);
            if (tooLarge || (body.length == most && in.read() >= 0)) {
                leave(in);
                throw tooLarge(most, setting);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what the caller is sending: if the connection closed over it, the answer would be lost on its way. */
    private static void leave(InputStream in) throws IOException {
        byte[] waste = new byte[8192];
        int left = LEFT_MOST;
        for (int count = in.read(waste); count >= 0 && left > 0; count = in.read(waste)) {
            left -= count;
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
