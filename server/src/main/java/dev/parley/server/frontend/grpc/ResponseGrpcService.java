package dev.parley.server.frontend.grpc;

import dev.parley.response.v1.CancelResponseRequest;
import dev.parley.response.v1.CancelResponseResponse;
import dev.parley.response.v1.DeleteResponseRequest;
import dev.parley.response.v1.DeleteResponseResponse;
import dev.parley.response.v1.GetResponseRequest;
import dev.parley.response.v1.KeptResponse;
import dev.parley.response.v1.ListInputMessagesRequest;
import dev.parley.response.v1.ListInputMessagesResponse;
import dev.parley.response.v1.ResponseServiceGrpc;
import dev.parley.server.conversation.KeptAnswers;
import io.grpc.stub.StreamObserver;

/** {@code parley.response.v1.ResponseService}. Knows no transport. */
final class ResponseGrpcService extends ResponseServiceGrpc.ResponseServiceImplBase {
    private final KeptAnswers answers;

    ResponseGrpcService(KeptAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void getResponse(GetResponseRequest request, StreamObserver<KeptResponse> observer) {
        Answers.one(observer, () -> answers.get(CallContext.caller(), request.getId()));
    }

    @Override
    public void listInputMessages(
            ListInputMessagesRequest request, StreamObserver<ListInputMessagesResponse> observer) {
        Answers.one(
                observer,
                () -> ListInputMessagesResponse.newBuilder()
                        .addAllMessages(answers.input(CallContext.caller(), request.getId()))
                        .build());
    }

    @Override
    public void deleteResponse(DeleteResponseRequest request, StreamObserver<DeleteResponseResponse> observer) {
        Answers.one(observer, () -> {
            answers.delete(CallContext.caller(), request.getId());
            return DeleteResponseResponse.newBuilder().setId(request.getId()).build();
        });
    }

    @Override
    public void cancelResponse(CancelResponseRequest request, StreamObserver<CancelResponseResponse> observer) {
        Answers.one(
                observer,
                () -> CancelResponseResponse.newBuilder()
                        .setResponse(answers.cancel(CallContext.caller(), request.getId()))
                        .build());
    }
}
