package dev.parley.server.frontend.grpc;

import dev.parley.server.chat.RequestIds;
import dev.parley.server.error.ChatException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.Map;

/** A call that has an id, the caller's or a new one, and tells it however it ends (COM-12). */
public final class NamedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of(RequestIds.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final String id;

    /** Names a call that came with these headers. */
    public NamedCall(ServerCall<Q, R> call, Metadata headers) {
        super(call);
        this.id = RequestIds.accept(headers.get(REQUEST_ID));
    }

    public String id() {
        return id;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        headers.put(REQUEST_ID, id);
        super.sendHeaders(headers);
    }

    /** Ends the call with a failure before it has begun. Returns who hears the rest of it: nobody. */
    public ServerCall.Listener<Q> refuse(ChatException failure) {
        return refuse(failure, Map.of());
    }

    /** The same; these are told beside it. */
    ServerCall.Listener<Q> refuse(ChatException failure, Map<String, String> told) {
        Metadata trailers = GrpcErrors.trailers(failure.error());
        RoutedCall.put(told, trailers);
        trailers.put(REQUEST_ID, id);
        close(GrpcErrors.status(failure.error()), trailers);
        return new ServerCall.Listener<>() {};
    }
}
