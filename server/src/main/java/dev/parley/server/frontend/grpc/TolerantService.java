package dev.parley.server.frontend.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;

/**
 * Gives a service marshallers that never throw: on Helidon a message that cannot be parsed would leave the client
 * waiting for ever. What could not be parsed ends the call with its status.
 */
final class TolerantService {
    private TolerantService() {}

    static ServerServiceDefinition of(ServerServiceDefinition service, int messageMost) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        var methods = service.getMethods().stream()
                .map(method -> tolerant(method, messageMost))
                .toList();
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(builder::addMethod);
        return builder.build();
    }

    private static <Q, R> ServerMethodDefinition<Parsed<Q>, R> tolerant(ServerMethodDefinition<Q, R> method, int most) {
        MethodDescriptor<Q, R> original = method.getMethodDescriptor();
        MethodDescriptor<Parsed<Q>, R> descriptor = original.toBuilder(
                        new TolerantMarshaller<>(original.getRequestMarshaller(), most),
                        original.getResponseMarshaller())
                .build();
        return ServerMethodDefinition.create(descriptor, handler(method.getServerCallHandler(), original));
    }

    private static <Q, R> ServerCallHandler<Parsed<Q>, R> handler(
            ServerCallHandler<Q, R> inner, MethodDescriptor<Q, R> original) {
        return (call, headers) -> {
            ServerCall.Listener<Q> listener = inner.startCall(new OriginalCall<>(call, original), headers);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(Parsed<Q> message) {
                    switch (message) {
                        case Parsed.Message<Q>(Q parsed) -> listener.onMessage(parsed);
                        case Parsed.Unusable<Q>(io.grpc.Status status) -> call.close(status, new Metadata());
                    }
                }

                @Override
                public void onHalfClose() {
                    if (!call.isCancelled()) {
                        listener.onHalfClose();
                    }
                }

                @Override
                public void onCancel() {
                    listener.onCancel();
                }

                @Override
                public void onComplete() {
                    listener.onComplete();
                }

                @Override
                public void onReady() {
                    listener.onReady();
                }
            };
        };
    }

    /** A call as the service knows it: with the original request type. */
    private static final class OriginalCall<Q, R> extends ServerCall<Q, R> {
        private final ServerCall<Parsed<Q>, R> call;
        private final MethodDescriptor<Q, R> method;

        OriginalCall(ServerCall<Parsed<Q>, R> call, MethodDescriptor<Q, R> method) {
            this.call = call;
            this.method = method;
        }

        @Override
        public void request(int count) {
            call.request(count);
        }

        @Override
        public void sendHeaders(Metadata headers) {
            call.sendHeaders(headers);
        }

        @Override
        public void sendMessage(R message) {
            call.sendMessage(message);
        }

        @Override
        public void close(io.grpc.Status status, Metadata trailers) {
            call.close(status, trailers);
        }

        @Override
        public boolean isCancelled() {
            return call.isCancelled();
        }

        @Override
        public boolean isReady() {
            return call.isReady();
        }

        @Override
        public io.grpc.Attributes getAttributes() {
            return call.getAttributes();
        }

        @Override
        public MethodDescriptor<Q, R> getMethodDescriptor() {
            return method;
        }
    }
}
