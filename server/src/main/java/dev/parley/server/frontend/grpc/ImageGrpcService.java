package dev.parley.server.frontend.grpc;

import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.image.v1.ImageServiceGrpc;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.image.ImageTask;
import io.grpc.stub.StreamObserver;

/** {@code parley.image.v1.ImageService}. Blocks its thread until the pictures are there. */
final class ImageGrpcService extends ImageServiceGrpc.ImageServiceImplBase {
    private final GrpcCalls calls;
    private final LiveSettings settings;

    ImageGrpcService(GrpcCalls calls, LiveSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    public void generateImages(GenerateImagesRequest request, StreamObserver<GenerateImagesResponse> observer) {
        ImageTask task = new ImageTask(request, settings.now().images());
        calls.run(
                calls.call(task.request(), true).withTask(task),
                observer,
                stream -> observer.onNext(task.answer(ChatAccumulator.whole(stream))));
    }
}
