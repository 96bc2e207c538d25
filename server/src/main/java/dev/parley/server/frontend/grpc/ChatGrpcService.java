package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.Heartbeat;
import dev.parley.chat.v1.TokenCount;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.error.ChatException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;

/**
 * {@code parley.chat.v1.ChatService}: the contract itself. Each method blocks its thread until the answer is whole, the
 * call is cancelled or its deadline has passed. Knows no transport.
 */
final class ChatGrpcService extends ChatServiceGrpc.ChatServiceImplBase {
    private static final ChatEvent HEARTBEAT =
            ChatEvent.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();

    private final ChatPipeline pipeline;
    private final Pulse pulse;
    private final InstantSource clock;
    private final LiveSettings settings;

    ChatGrpcService(ChatPipeline pipeline, Pulse pulse, InstantSource clock, LiveSettings settings) {
        this.pipeline = pipeline;
        this.pulse = pulse;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void chat(ChatRequest request, StreamObserver<ChatResponse> observer) {
        ChatAccumulator answer = new ChatAccumulator();
        run(request, true, observer, stream -> {
            for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                answer.add(event);
            }
            observer.onNext(answer.response());
        });
    }

    @Override
    public void streamChat(ChatRequest request, StreamObserver<ChatEvent> observer) {
        SerialObserver<ChatEvent> out = new SerialObserver<>((ServerCallStreamObserver<ChatEvent>) observer);
        run(request, false, out, stream -> {
            Pulse.Beat beat = out.whenSilent(settings.now().streaming().heartbeat(), HEARTBEAT);
            pulse.add(beat);
            try {
                for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                    out.onNext(event);
                }
            } finally {
                pulse.remove(beat);
            }
        });
    }

    @Override
    public void countTokens(ChatRequest request, StreamObserver<TokenCount> observer) {
        Answers.one(observer, () -> pipeline.tokens().count(call(request, true)));
    }

    /** What is done with an open stream. */
    private interface Turn {
        void run(ChatStream stream);
    }

    private void run(ChatRequest request, boolean whole, StreamObserver<?> observer, Turn turn) {
        try (ChatStream stream = pipeline.open(call(request, whole))) {
            onCancel(observer, stream::close);
            turn.run(stream);
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

    private ChatCall call(ChatRequest request, boolean whole) {
        return CallContext.chatCall(request, whole, settings.now().timeouts().total(), clock);
    }
}
