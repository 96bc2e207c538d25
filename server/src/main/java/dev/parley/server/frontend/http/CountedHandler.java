package dev.parley.server.frontend.http;

import dev.parley.server.error.ErrorStatus;
import dev.parley.server.metrics.HttpMetrics;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;

/** A handler whose requests are counted, each once, however it ends. */
public final class CountedHandler implements Handler {
    private final HttpMetrics.Route route;
    private final Handler handler;

    public CountedHandler(HttpMetrics.Route route, Handler handler) {
        this.route = route;
        this.handler = handler;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        long begun = System.nanoTime();
        int status = Status.INTERNAL_SERVER_ERROR_500.code();
        route.begun();
        try {
            handler.handle(request, response);
            status = response.status().code();
        } catch (RuntimeException e) {
            status = status(e);
            throw e;
        } finally {
            route.ended(request.prologue().method().text(), status, System.nanoTime() - begun);
        }
    }

    /** What the caller is told of a failure that is left to the web server. */
    private static int status(RuntimeException failure) {
        return switch (failure) {
            case CloseConnectionException _, SocketWriterException _, UncheckedIOException _ ->
                ErrorStatus.CANCELLED.http();
            case HttpException known -> known.status().code();
            case RequestException known -> known.status().code();
            default -> Status.INTERNAL_SERVER_ERROR_500.code();
        };
    }
}
