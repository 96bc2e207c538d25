package dev.parley.server.frontend.grpc;

import dev.parley.server.chat.RoutingNote;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call whose reply tells what its caller may still use, and which credential was used and why (BAN-07). */
final class RoutedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Map<String, String> limits;
    private final @Nullable RoutingNote note;

    private RoutedCall(ServerCall<Q, R> call, Map<String, String> limits, @Nullable RoutingNote note) {
        super(call);
        this.limits = limits;
        this.note = note;
    }

    /** {@code limits} as headers; {@code note} null: nobody wants to know of the credential. */
    static <Q, R> ServerCall<Q, R> of(ServerCall<Q, R> call, Map<String, String> limits, @Nullable RoutingNote note) {
        return limits.isEmpty() && note == null ? call : new RoutedCall<>(call, limits, note);
    }

    @Override
    public void sendHeaders(Metadata headers) {
        put(limits, headers);
        if (note != null) {
            put(note.headers(), headers);
        }
        super.sendHeaders(headers);
    }

    /** Adds what is told. */
    static void put(Map<String, String> values, Metadata headers) {
        values.forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    }
}
