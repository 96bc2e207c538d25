package dev.parley.server.frontend.transcode;

import dev.parley.client.ParleyClient;
import dev.parley.client.ParleyClientBuilder;
import dev.parley.model.v1.GetModelRequest;
import dev.parley.model.v1.ListModelsRequest;
import dev.parley.model.v1.ListModelsResponse;
import dev.parley.model.v1.Model;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.server.frontend.connection.Watched;
import dev.parley.server.metrics.Metrics;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One scripted service on real sockets: over REST by the transcoder, and over gRPC by grpc-java's own server. */
final class Wires implements AutoCloseable {
    enum Wire {
        REST,
        GRPC
    }

    static final Metadata.Key<String> REFUSE = Metadata.Key.of("x-refuse", Metadata.ASCII_STRING_MARSHALLER);

    final ScriptedChat chat = new ScriptedChat();
    private final WebServer rest;
    private final Server grpc;

    Wires() {
        List<ServerServiceDefinition> services = List.of(
                ServerInterceptors.intercept(chat, new Mirror()),
                ServerInterceptors.intercept(new ScriptedModels(), new Mirror()));
        Transcoder transcoder = new Transcoder(new Metrics(), 32 << 20).serve(services, JsonShape.PROTO);
        rest = watchedServer()
                .maxPayloadSize(32 << 20)
                .routing(routing -> routing.register(transcoder).any("/api/v1/*", transcoder::notFound))
                .build()
                .start();
        grpc = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .maxInboundMessageSize(32 << 20)
                .addServices(services)
                .build();
        try {
            grpc.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A web server whose callers are watched, on any free port. */
    static WebServerConfig.Builder watchedServer() {
        return WebServer.builder().host("127.0.0.1").port(0).update(Watched::by);
    }

    int restPort() {
        return rest.port();
    }

    ParleyClient client(Wire wire) {
        return builder(wire).build();
    }

    ParleyClientBuilder builder(Wire wire) {
        return switch (wire) {
            case REST -> ParleyClient.builder().rest("http://127.0.0.1:" + rest.port());
            case GRPC -> ParleyClient.builder().grpc("127.0.0.1:" + grpc.getPort());
        };
    }

    @Override
    public void close() {
        grpc.shutdownNow();
        rest.stop();
    }

    /** Sends request metadata back as headers, and refuses calls that ask for it. */
    private static final class Mirror implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (headers.containsKey(REFUSE)) {
                call.close(Status.UNAUTHENTICATED.withDescription("refused"), new Metadata());
                return new ServerCall.Listener<>() {};
            }
            var mirroring = new SimpleForwardingServerCall<>(call) {
                @Override
                public void sendHeaders(Metadata reply) {
                    Metadata mirrored = new Metadata();
                    mirrored.merge(headers);
                    mirrored.discardAll(Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER));
                    reply.merge(mirrored);
                    super.sendHeaders(reply);
                }
            };
            return next.startCall(mirroring, headers);
        }
    }

    private static final class ScriptedModels extends ModelServiceGrpc.ModelServiceImplBase {
        @Override
        public void getModel(GetModelRequest request, StreamObserver<Model> reply) {
            reply.onNext(Model.newBuilder().setId(request.getId()).build());
            reply.onCompleted();
        }

        @Override
        public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> reply) {
            reply.onNext(ListModelsResponse.newBuilder()
                    .addModels(Model.newBuilder().setProvider(request.getProvider()))
                    .build());
            reply.onCompleted();
        }
    }
}
