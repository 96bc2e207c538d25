package dev.parley.server.frontend.management;

import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.server.frontend.transcode.HttpExchange;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Has browsers save as a file what was asked for with {@code ?download=true} (MA-42). */
final class Downloads implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onMessage(Q message) {
                if (message instanceof ListRegistryModelsRequest list && list.getDownload()) {
                    HttpExchange.current()
                            .ifPresent(
                                    http -> http.header("Content-Disposition", "attachment; filename=\"models.json\""));
                }
                super.onMessage(message);
            }
        };
    }
}
