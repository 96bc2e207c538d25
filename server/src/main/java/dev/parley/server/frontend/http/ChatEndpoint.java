package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerWatch;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat route of one dialect: reads the request, runs it through the pipeline and writes the answer, whole or as
 * server-sent events. Knows no dialect and no provider. Thread-safe.
 */
public final class ChatEndpoint implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger("parley.http");

    private final NorthDialect dialect;
    private final Authenticator authenticator;
    private final ChatRuntime runtime;
    private final ErrorReply errors;

    public ChatEndpoint(NorthDialect dialect, Authenticator authenticator, ChatRuntime runtime, ErrorReply errors) {
        this.dialect = dialect;
        this.authenticator = authenticator;
        this.runtime = runtime;
        this.errors = errors;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            Caller caller = Headers.caller(request, authenticator);
            byte[] body = Bodies.read(request, runtime.maxBodySize());
            Incoming incoming = RequestHeaders.apply(request, dialect, dialect.readRequest(body));
            answer(request, response, incoming, call(id, caller, incoming));
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    private ChatCall call(String id, Caller caller, Incoming incoming) {
        return new ChatCall(id, caller, dialect.name(), incoming.request(), !incoming.stream(), runtime.deadline());
    }

    private void answer(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call) {
        try (ChatStream stream = runtime.pipeline().open(call)) {
            CallerWatch watch = CallerWatch.of(request);
            if (incoming.stream()) {
                stream(response, incoming, stream, watch, call.id());
            } else {
                whole(response, incoming, stream, watch);
            }
        }
    }

    private void whole(ServerResponse response, Incoming incoming, ChatStream stream, CallerWatch watch) {
        ChatAccumulator answer = new ChatAccumulator();
        try (CallGuard guard = CallGuard.whole(runtime.pulse(), watch, stream)) {
            for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                answer.add(event);
            }
        }
        var whole = answer.response();
        Headers.served(response, whole.getServed());
        response.header(Headers.JSON).send(incoming.writeResponse(whole));
    }

    private void stream(ServerResponse response, Incoming incoming, ChatStream stream, CallerWatch watch, String id) {
        SseWriter writer = new SseWriter(response, incoming.eventWriter());
        try (CallGuard guard = CallGuard.streaming(runtime.pulse(), watch, stream, writer, runtime.heartbeat())) {
            relay(stream, writer, id);
        } catch (CallerGoneException e) {
            LOG.debug("request {} was left by its caller", id);
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
            errors.log(e, id);
        }
    }
}
