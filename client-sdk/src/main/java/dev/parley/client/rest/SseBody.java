package dev.parley.client.rest;

import dev.parley.http.SseFrames;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream into messages and the outcome. Asks for more bytes only when no message waits, so that a slow
 * reader holds at most what came in one piece.
 */
final class SseBody<T> implements BodySubscriber<@Nullable Void> {
    private final MethodDescriptor<?, T> method;
    private final RestInbox<T> inbox;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private boolean afterReturn;
    private boolean ended;
    private @Nullable Subscription bytes;

    SseBody(MethodDescriptor<?, T> method, RestInbox<T> inbox) {
        this.method = method;
        this.inbox = inbox;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        bytes = subscription;
        inbox.whenEmpty(() -> subscription.request(1));
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        pieces.forEach(this::lines);
        Subscription more = Objects.requireNonNull(bytes);
        if (ended) {
            more.request(1); // to the end of the body, so that the connection can be used again
        } else {
            inbox.whenEmpty(() -> more.request(1));
        }
    }

    @Override
    public void onError(Throwable cause) {
        inbox.end(Status.UNAVAILABLE.withDescription("The stream was cut.").withCause(cause), new Metadata());
        done.complete(null);
    }

    @Override
    public void onComplete() {
        inbox.end(Status.UNAVAILABLE.withDescription("The stream was cut: it has no last event."), new Metadata());
        done.complete(null);
    }

    /** Lines end with CR, LF or both, and may be cut anywhere between two pieces. */
    private void lines(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            byte next = piece.get();
            boolean secondHalf = next == '\n' && afterReturn;
            afterReturn = next == '\r';
            if (secondHalf) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void line(String text) {
        if (text.startsWith("data:")) {
            data.append(data.length() == 0 ? "" : "\n").append(value(text));
        } else if (text.startsWith("event:")) {
            event = value(text);
        } else if (text.isEmpty()) {
            frame(event, data.toString());
            data.setLength(0);
            event = "";
        }
    }

    private static String value(String line) {
        int start = line.indexOf(':') + 1;
        return line.startsWith(" ", start) ? line.substring(start + 1) : line.substring(start);
    }

    /** Frames of other kinds, and those without data, are none of ours. */
    private void frame(String type, String json) {
        if (json.isEmpty() || ended) {
            return;
        }
        switch (type) {
            case "" -> message(json);
            case SseFrames.END -> end(Status.OK, null);
            case SseFrames.ERROR -> {
                StatusRuntimeException failure = RestReply.failure(500, new Metadata(), json);
                end(failure.getStatus(), failure.getTrailers());
            }
            default -> {}
        }
    }

    private void message(String json) {
        try {
            inbox.message(RestReply.message(method, json));
        } catch (StatusRuntimeException e) {
            inbox.abort(e.getStatus());
        }
    }

    private void end(Status status, @Nullable Metadata trailers) {
        ended = true;
        inbox.end(status, trailers == null ? new Metadata() : trailers);
    }
}
