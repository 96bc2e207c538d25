package dev.parley.server.frontend.grpc;

import dev.parley.model.v1.GetModelRequest;
import dev.parley.model.v1.ListModelsRequest;
import dev.parley.model.v1.ListModelsResponse;
import dev.parley.model.v1.Model;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.server.frontend.ModelDirectory;
import io.grpc.stub.StreamObserver;

/** {@code parley.model.v1.ModelService}. Knows no transport. */
final class ModelGrpcService extends ModelServiceGrpc.ModelServiceImplBase {
    private final ModelDirectory models;

    ModelGrpcService(ModelDirectory models) {
        this.models = models;
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
        Answers.one(
                observer,
                () -> ListModelsResponse.newBuilder()
                        .addAllModels(models.list(CallContext.caller(), request.getProvider()))
                        .build());
    }

    @Override
    public void getModel(GetModelRequest request, StreamObserver<Model> observer) {
        Answers.one(observer, () -> models.get(CallContext.caller(), request.getId()));
    }
}
