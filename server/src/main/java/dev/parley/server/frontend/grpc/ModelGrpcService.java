package dev.parley.server.frontend.grpc;

import dev.parley.model.v1.GetModelRequest;
import dev.parley.model.v1.ListModelsRequest;
import dev.parley.model.v1.ListModelsResponse;
import dev.parley.model.v1.Model;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.ModelDirectory;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** {@code parley.model.v1.ModelService}. Knows no transport. */
final class ModelGrpcService extends ModelServiceGrpc.ModelServiceImplBase {
    private final ModelDirectory models;

    ModelGrpcService(ModelDirectory models) {
        this.models = models;
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
        answer(
                observer,
                () -> ListModelsResponse.newBuilder()
                        .addAllModels(models.list(CallContext.caller(), request.getProvider()))
                        .build());
    }

    @Override
    public void getModel(GetModelRequest request, StreamObserver<Model> observer) {
        answer(observer, () -> models.get(CallContext.caller(), request.getId()));
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> source) {
        T answer;
        try {
            answer = source.get();
        } catch (ChatException e) {
            observer.onError(GrpcErrors.of(e.error()));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
