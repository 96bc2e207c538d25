package dev.parley.server.frontend.grpc;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.EmbeddingServiceGrpc;
import dev.parley.server.embedding.EmbeddingTask;
import io.grpc.stub.StreamObserver;

/** {@code parley.embedding.v1.EmbeddingService}. Blocks its thread until the vectors are there. */
final class EmbeddingGrpcService extends EmbeddingServiceGrpc.EmbeddingServiceImplBase {
    private final GrpcCalls calls;

    EmbeddingGrpcService(GrpcCalls calls) {
        this.calls = calls;
    }

    @Override
    public void embed(EmbedRequest request, StreamObserver<EmbedResponse> observer) {
        EmbeddingTask task = new EmbeddingTask(request, "inputs");
        calls.run(
                calls.call(task.request(), true).withTask(task),
                observer,
                stream -> observer.onNext(task.answer(stream)));
    }
}
