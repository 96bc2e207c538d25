package dev.parley.server.frontend.http;

import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.embedding.EmbeddingTask;
import dev.parley.server.frontend.connection.CallerWatch;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** A route that makes embeddings for callers of one dialect. Thread-safe. */
public final class EmbeddingEndpoint extends CallEndpoint<IncomingEmbedding> {
    private final String dialect;
    private final Function<byte[], IncomingEmbedding> reader;

    /** {@code reader} reads a body of this dialect. */
    public EmbeddingEndpoint(
            String dialect,
            Function<byte[], IncomingEmbedding> reader,
            Authenticator authenticator,
            ChatRuntime runtime,
            ErrorReply errors) {
        super(authenticator, runtime, errors);
        this.dialect = dialect;
        this.reader = reader;
    }

    @Override
    protected IncomingEmbedding read(ServerRequest request, byte[] body) {
        IncomingEmbedding incoming = reader.apply(body);
        return Headers.strict(request) ? incoming.asStrict() : incoming;
    }

    @Override
    protected void answer(ServerRequest request, ServerResponse response, IncomingEmbedding incoming, Arrival arrival) {
        EmbeddingTask task = new EmbeddingTask(incoming.request(), "input");
        ChatCall call = arrival.call(dialect, task.request(), true).withTask(task);
        try (ChatStream stream = runtime.pipeline().open(call)) {
            EmbedResponse answer;
            try (CallGuard guard = CallGuard.whole(runtime.pulse(), CallerWatch.of(request), stream)) {
                answer = task.answer(stream);
            }
            Headers.served(response, answer.getServed());
            Headers.routed(response, call.steering().note());
            response.header(Headers.JSON);
            send(response, incoming.answer(), answer);
        }
    }

    private static void send(ServerResponse response, IncomingEmbedding.Answer form, EmbedResponse answer) {
        try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
            form.write(answer, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
