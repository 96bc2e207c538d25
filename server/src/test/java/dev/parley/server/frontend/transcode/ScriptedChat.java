package dev.parley.server.frontend.transcode;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Usage;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A chat service that does what the request's model name says. */
final class ScriptedChat extends ChatServiceGrpc.ChatServiceImplBase {
    /** Counted down by each call that sees its caller go. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    /** Counted down by each call that hangs. */
    final CountDownLatch hanging = new CountDownLatch(1);

    final AtomicInteger written = new AtomicInteger();

    @Override
    public void chat(ChatRequest request, StreamObserver<ChatResponse> reply) {
        switch (request.getModel()) {
            case "fail" -> reply.onError(limited());
            case "hang" -> onGone(reply);
            case "no-answer" -> reply.onCompleted();
            case "throw" -> throw new IllegalStateException("canary of the inside");
            default -> {
                reply.onNext(answer(request.getMessages(0).getParts(0).getText().getText()));
                reply.onCompleted();
            }
        }
    }

    @Override
    public void streamChat(ChatRequest request, StreamObserver<ChatEvent> reply) {
        switch (request.getModel()) {
            case "fail" -> reply.onError(limited());
            case "fail-late" -> {
                reply.onNext(started());
                reply.onNext(text("some"));
                reply.onError(limited());
            }
            case "hang" -> onGone(reply);
            case "start-and-hang" -> {
                onGone(reply);
                reply.onNext(started());
            }
            case "endless" -> endless(request, reply);
            case "nothing" -> reply.onCompleted();
            default -> {
                script(request).forEach(reply::onNext);
                reply.onCompleted();
            }
        }
    }

    /** What the default stream holds: the request's text, one event a word. */
    static List<ChatEvent> script(ChatRequest request) {
        var events = new ArrayList<ChatEvent>();
        events.add(started());
        events.add(ChatEvent.newBuilder()
                .setPartStarted(
                        PartStarted.newBuilder().setPart(Part.newBuilder().setText(Text.getDefaultInstance())))
                .build());
        for (String word :
                request.getMessages(0).getParts(0).getText().getText().split("(?<= )", -1)) {
            events.add(text(word));
        }
        events.add(ChatEvent.newBuilder()
                .setCompleted(Completed.newBuilder()
                        .setId("id")
                        .setUsage(Usage.newBuilder().setInputTokens(1L << 40)))
                .build());
        return events;
    }

    static ChatEvent text(String text) {
        return ChatEvent.newBuilder()
                .setPartDelta(PartDelta.newBuilder().setText(text))
                .build();
    }

    static ChatError limitedError() {
        return ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_RATE_LIMITED)
                .setReason("rate_limited")
                .setMessage("Too many: wait – please.")
                .setRetryAfter(Durations.fromSeconds(7))
                .build();
    }

    private static StatusRuntimeException limited() {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                .setMessage(limitedError().getMessage())
                .addDetails(Any.pack(limitedError()))
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Durations.fromSeconds(7))
                        .build()))
                .build());
    }

    private static ChatEvent started() {
        return ChatEvent.newBuilder()
                .setStarted(Started.newBuilder().setId("id").setModel("m"))
                .build();
    }

    private static ChatResponse answer(String text) {
        return ChatResponse.newBuilder()
                .setId("id")
                .addCandidates(Candidate.newBuilder()
                        .setMessage(ChatMessage.newBuilder()
                                .setRole(Role.ROLE_ASSISTANT)
                                .addParts(Part.newBuilder()
                                        .setText(Text.newBuilder().setText(text)))))
                .build();
    }

    private void onGone(StreamObserver<?> reply) {
        ((ServerCallStreamObserver<?>) reply).setOnCancelHandler(cancelled::countDown);
        hanging.countDown();
    }

    private void endless(ChatRequest request, StreamObserver<ChatEvent> reply) {
        var observer = (ServerCallStreamObserver<ChatEvent>) reply;
        onGone(reply);
        ChatEvent event = text(request.getMessages(0).getParts(0).getText().getText());
        while (!observer.isCancelled() && !Context.current().isCancelled()) {
            observer.onNext(event);
            written.incrementAndGet();
        }
    }
}
