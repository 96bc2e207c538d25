package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerWatch;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat route of one dialect: runs the request through the pipeline and writes the answer, whole or as server-sent
 * events. Knows no dialect and no provider. Thread-safe.
 */
public final class ChatEndpoint extends DialectEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("parley.http");

    public ChatEndpoint(NorthDialect dialect, Authenticator authenticator, ChatRuntime runtime, ErrorReply errors) {
        super(dialect, authenticator, runtime, errors);
    }

    @Override
    void answer(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call) {
        if (incoming.stream()) {
            stream(request, response, incoming, call);
        } else {
            whole(request, response, call, incoming::writeResponse);
        }
    }

    private void stream(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call) {
        try (ChatStream stream = runtime.pipeline().open(call)) {
            stream(response, incoming, stream, CallerWatch.of(request), call);
        }
    }

    private void stream(
            ServerResponse response, Incoming incoming, ChatStream stream, CallerWatch watch, ChatCall call) {
        SseWriter writer =
                new SseWriter(response, incoming.eventWriter(), call.steering().note(), runtime.sse());
        try (CallGuard guard = CallGuard.streaming(runtime.pulse(), watch, stream, writer, runtime.heartbeat())) {
            relay(stream, writer, call.id());
        } catch (CallerGoneException e) {
            runtime.sse().broken(ErrorCode.ERROR_CODE_CANCELLED);
            LOG.debug("request {} was left by its caller", call.id());
        }
    }

    private void relay(ChatStream stream, SseWriter writer, String id) {
        try {
            for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                writer.write(event, !stream.buffered());
            }
            writer.end();
        } catch (ChatException e) {
            if (!writer.fail(e.error())) {
                throw e;
            }
            runtime.sse().broken(e.code());
            errors.log(e, id);
        }
    }
}
