package dev.parley.client.rest;

import dev.parley.http.SseFrames;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an event stream into messages and the outcome. Asks for lines only while there is room. */
final class SseLines<T> implements Subscriber<String> {
    private final MethodDescriptor<?, T> method;
    private final RestInbox<T> inbox;
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private @Nullable Subscription lines;

    SseLines(MethodDescriptor<?, T> method, RestInbox<T> inbox) {
        this.method = method;
        this.inbox = inbox;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        lines = subscription;
        inbox.whenEmpty(() -> more(1));
    }

    @Override
    public void onNext(String line) {
        if (!line.isEmpty()) {
            field(line);
            more(1);
            return;
        }
        String json = data.toString();
        String type = event;
        data.setLength(0);
        event = "";
        if (json.isEmpty()) {
            more(1);
        } else {
            dispatch(type, json);
        }
    }

    @Override
    public void onError(Throwable cause) {
        inbox.end(Status.UNAVAILABLE.withDescription("The stream was cut.").withCause(cause), new Metadata());
    }

    @Override
    public void onComplete() {
        inbox.end(Status.UNAVAILABLE.withDescription("The stream was cut: it has no last event."), new Metadata());
    }

    private void field(String line) {
        if (line.startsWith("data:")) {
            data.append(data.length() == 0 ? "" : "\n").append(value(line));
        } else if (line.startsWith("event:")) {
            event = value(line);
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void dispatch(String type, String json) {
        switch (type) {
            case "" -> message(json);
            case SseFrames.END -> end(Status.OK, new Metadata());
            case SseFrames.ERROR -> {
                StatusRuntimeException failure = RestReply.failure(500, json);
                end(failure.getStatus(), Objects.requireNonNullElseGet(failure.getTrailers(), Metadata::new));
            }
            default -> more(1);
        }
    }

    private void message(String json) {
        try {
            inbox.message(RestReply.message(method, json));
            inbox.whenEmpty(() -> more(1));
        } catch (StatusRuntimeException e) {
            inbox.abort(e.getStatus());
        }
    }

    /** Reads on to the end of the body, so that the connection can be used again. */
    private void end(Status status, Metadata trailers) {
        inbox.end(status, trailers);
        more(Long.MAX_VALUE);
    }

    private void more(long count) {
        Objects.requireNonNull(lines).request(count);
    }
}
