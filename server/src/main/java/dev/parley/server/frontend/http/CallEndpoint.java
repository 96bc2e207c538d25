package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.Admission;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerWatch;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;

/**
 * A route that makes calls: finds the caller, reads what is asked, and answers with an error in the shape of the path
 * if one of these, or the answer, fails. Thread-safe.
 *
 * @param <T> what is asked
 */
public abstract class CallEndpoint<T> implements Handler {
    protected final ChatRuntime runtime;
    protected final ErrorReply errors;

    private final Authenticator authenticator;

    protected CallEndpoint(Authenticator authenticator, ChatRuntime runtime, ErrorReply errors) {
        this.authenticator = authenticator;
        this.runtime = runtime;
        this.errors = errors;
    }

    @Override
    public final void handle(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            Caller caller = Headers.caller(request, authenticator);
            try (Admission.Permit permit = enter(response, caller, id)) {
                serve(request, response, caller, id);
            }
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    /** Serves a call that was let in. Its failures are answered here, too: a shutdown waits for those inside. */
    private void serve(ServerRequest request, ServerResponse response, Caller caller, String id) {
        try {
            T asked = read(request, caller, id);
            Arrival arrival = new Arrival(
                    id,
                    caller,
                    Headers.steering(request, runtime.routingHeaders()),
                    runtime.deadline(),
                    Headers.trace(request));
            answer(request, response, asked, arrival);
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    /** Asks for room, and tells the caller what it may still use. Nothing but the head of the request was read. */
    private Admission.Permit enter(ServerResponse response, Caller caller, String id) {
        try {
            return runtime.admission().enter(caller);
        } catch (ChatException e) {
            refused(id, caller, e);
            throw e;
        } finally {
            limitHeaders().write(runtime.admission().allowance(caller), response);
        }
    }

    /** How this API tells callers of their limits. */
    LimitHeaders limitHeaders() {
        return LimitHeaders.OPENAI;
    }

    /**
     * Reads the request with its body, which is there in whole.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault
     */
    protected abstract T read(ServerRequest request, byte[] body);

    /**
     * Answers the call.
     *
     * @throws ChatException nothing of the answer has been sent, and this is what is wrong
     */
    protected abstract void answer(ServerRequest request, ServerResponse response, T asked, Arrival arrival);

    /**
     * Runs a call to its whole answer and sends that. Blocks until it is sent, or the caller has gone.
     *
     * @param body the answer as it is sent
     * @throws ChatException nothing has been sent: the call failed, or its caller has gone
     */
    protected final void whole(
            ServerRequest request, ServerResponse response, ChatCall call, Function<ChatResponse, byte[]> body) {
        // Closed after the answer is sent: a shutdown waits for open streams.
        try (ChatStream stream = runtime.pipeline().open(call)) {
            ChatResponse answer = whole(request, stream);
            Headers.served(response, answer.getServed());
            Headers.routed(response, call.steering().note());
            response.header(Headers.JSON).send(body.apply(answer));
        }
    }

    private ChatResponse whole(ServerRequest request, ChatStream stream) {
        try (CallGuard guard = CallGuard.whole(runtime.pulse(), CallerWatch.of(request), stream)) {
            return ChatAccumulator.whole(stream);
        }
    }

    /** A caller's request could not be read, and the caller will be told why. */
    protected void refused(String id, Caller caller, ChatException why) {
        runtime.pipeline().refused(id, caller, why);
    }

    private T read(ServerRequest request, Caller caller, String id) {
        try {
            return read(request, Bodies.read(request, runtime.maxBodySize()));
        } catch (ChatException e) {
            refused(id, caller, e);
            throw e;
        }
    }
}
