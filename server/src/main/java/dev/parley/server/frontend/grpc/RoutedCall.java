package dev.parley.server.frontend.grpc;

import dev.parley.server.chat.RoutingNote;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/** A call whose reply tells which credential was used, and why (BAN-07). */
final class RoutedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final RoutingNote note;

    private RoutedCall(ServerCall<Q, R> call, RoutingNote note) {
        super(call);
        this.note = note;
    }

    /** The same call if {@code note} is null: nobody wants to know. */
    static <Q, R> ServerCall<Q, R> of(ServerCall<Q, R> call, @Nullable RoutingNote note) {
        return note == null ? call : new RoutedCall<>(call, note);
    }

    @Override
    public void sendHeaders(Metadata headers) {
        note.headers()
                .forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        super.sendHeaders(headers);
    }
}
