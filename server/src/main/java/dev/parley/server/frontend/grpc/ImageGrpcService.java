package dev.parley.server.frontend.grpc;

import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.image.v1.ImageServiceGrpc;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.error.ChatException;
import dev.parley.server.image.Images;
import io.grpc.stub.StreamObserver;

/** {@code parley.image.v1.ImageService}. Knows no transport. */
final class ImageGrpcService extends ImageServiceGrpc.ImageServiceImplBase {
    private final GrpcCalls calls;
    private final Images images;

    ImageGrpcService(GrpcCalls calls, Images images) {
        this.calls = calls;
        this.images = images;
    }

    @Override
    public void generateImages(GenerateImagesRequest request, StreamObserver<GenerateImagesResponse> observer) {
        ChatCall call;
        try {
            call = calls.call(images.turn(request), true).withTask(Images.TASK);
        } catch (ChatException e) {
            observer.onError(GrpcErrors.of(e.error()));
            return;
        }
        calls.run(call, observer, stream -> observer.onNext(images.answer(request, ChatAccumulator.whole(stream))));
    }
}
