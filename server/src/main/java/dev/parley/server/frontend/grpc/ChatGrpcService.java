package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.Heartbeat;
import dev.parley.chat.v1.TokenCount;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.Pulse;
import dev.parley.server.chat.TokenCounts;
import dev.parley.server.config.LiveSettings;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * {@code parley.chat.v1.ChatService}: the contract itself. Each method blocks its thread until the answer is whole, the
 * call is cancelled or its deadline has passed. Knows no transport.
 */
final class ChatGrpcService extends ChatServiceGrpc.ChatServiceImplBase {
    private static final ChatEvent HEARTBEAT =
            ChatEvent.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();

    private final GrpcCalls calls;
    private final TokenCounts tokens;
    private final Pulse pulse;
    private final LiveSettings settings;

    ChatGrpcService(GrpcCalls calls, TokenCounts tokens, Pulse pulse, LiveSettings settings) {
        this.calls = calls;
        this.tokens = tokens;
        this.pulse = pulse;
        this.settings = settings;
    }

    @Override
    public void chat(ChatRequest request, StreamObserver<ChatResponse> observer) {
        calls.run(calls.call(request, true), observer, stream -> observer.onNext(ChatAccumulator.whole(stream)));
    }

    @Override
    public void streamChat(ChatRequest request, StreamObserver<ChatEvent> observer) {
        SerialObserver<ChatEvent> out = new SerialObserver<>((ServerCallStreamObserver<ChatEvent>) observer);
        calls.run(calls.call(request, false), out, stream -> {
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
        var rpc = (ServerCallStreamObserver<TokenCount>) observer;
        Answers.one(observer, () -> tokens.count(calls.call(request, true), rpc::isCancelled));
    }
}
