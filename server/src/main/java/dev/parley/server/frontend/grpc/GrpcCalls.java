package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.error.ChatException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Runs calls through the pipeline for the services, on the thread of the rpc. Thread-safe. */
final class GrpcCalls {
    private final ChatPipeline pipeline;
    private final InstantSource clock;
    private final LiveSettings settings;

    /** {@code settings} say how long a call may take. */
    GrpcCalls(ChatPipeline pipeline, InstantSource clock, LiveSettings settings) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.settings = settings;
    }

    /** The call that the rpc at hand asks for. */
    ChatCall call(ChatRequest request, boolean whole) {
        return CallContext.chatCall(request, whole, settings.now().timeouts().total(), clock);
    }

    /**
     * Hands over a call's open stream, which is closed when the caller cancels, and completes the answer; or fails it
     * as the call does. Blocks as long as {@code answer} does.
     */
    void run(ChatCall call, StreamObserver<?> observer, Consumer<ChatStream> answer) {
        try (ChatStream stream = pipeline.open(call)) {
            onCancel(observer, stream::close);
            answer.accept(stream);
            // Before the stream is closed: a shutdown waits for open streams, and this is a part of the answer.
            observer.onCompleted();
        } catch (ChatException e) {
            observer.onError(GrpcErrors.of(e.error()));
        }
    }

    private static void onCancel(StreamObserver<?> observer, Runnable close) {
        ServerCallStreamObserver<?> call =
                observer instanceof SerialObserver<?> serial ? serial.call() : (ServerCallStreamObserver<?>) observer;
        call.setOnCancelHandler(close);
        if (call.isCancelled()) {
            close.run();
        }
    }
}
