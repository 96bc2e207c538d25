package dev.parley.server.faults;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.client.ChatErrors;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.error.ErrorStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parley's own API by its SDK, over gRPC and over REST. The gateways' clients are kept as long as the process. */
final class NativeWire {
    private static final Map<Integer, ParleyClient> GRPC = new ConcurrentHashMap<>();
    private static final Map<Integer, ParleyClient> REST = new ConcurrentHashMap<>();

    private NativeWire() {}

    static ParleyClient grpc(int port) {
        return GRPC.computeIfAbsent(
                port,
                key -> ParleyClient.builder()
                        .grpc("127.0.0.1:" + port)
                        .key(Caller.KEY)
                        .build());
    }

    static ParleyClient rest(int port) {
        return REST.computeIfAbsent(
                port,
                key -> ParleyClient.builder()
                        .rest("http://127.0.0.1:" + port)
                        .key(Caller.KEY)
                        .build());
    }

    static Seen ask(ParleyClient client, Wire.Ask ask) {
        StringBuilder text = new StringBuilder();
        StringBuilder finish = new StringBuilder();
        StringBuilder raw = new StringBuilder();
        try {
            if (ask.stream()) {
                stream(client, request(ask), text, finish, raw);
            } else {
                whole(client.chat().chat(request(ask)), text, finish, raw);
            }
            boolean ended = !ask.stream() || raw.toString().contains("completed {");
            return new Seen(200, "", text.toString(), finish.toString(), ended, false, 0, raw.toString());
        } catch (StatusRuntimeException e) {
            return failed(e, text.toString(), finish.toString(), raw);
        }
    }

    private static void whole(ChatResponse response, StringBuilder text, StringBuilder finish, StringBuilder raw) {
        raw.append(response);
        response.getCandidates(0)
                .getMessage()
                .getPartsList()
                .forEach(part -> text.append(part.getText().getText()));
        finish.append(response.getCandidates(0).getFinish().getReason());
    }

    private static void stream(
            ParleyClient client, ChatRequest request, StringBuilder text, StringBuilder finish, StringBuilder raw) {
        try (EventStream events = client.stream(request)) {
            for (ChatEvent event : events) {
                raw.append(event);
                text.append(event.getPartDelta().getText());
                if (event.hasFinished()) {
                    finish.append(event.getFinished().getReason());
                }
            }
        }
    }

    /** Once something was said, a status is the wire's way to end a stream with an error. */
    private static Seen failed(StatusRuntimeException failure, String text, String finish, StringBuilder raw) {
        ChatError error = ChatErrors.of(failure).orElse(ChatError.getDefaultInstance());
        int status = ErrorStatus.of(error.getCode()).http();
        Status.Code promised = ErrorStatus.of(error.getCode()).grpc();
        if (failure.getStatus().getCode() != promised) {
            throw new AssertionError("status %s instead of %s".formatted(failure.getStatus(), promised), failure);
        }
        raw.append(failure).append(failure.getTrailers()).append(error);
        long wait = ChatErrors.retryAfter(failure).map(Duration::toSeconds).orElse(0L);
        return new Seen(
                text.isEmpty() ? status : 200, error.getReason(), text, finish, false, true, wait, raw.toString());
    }

    private static ChatRequest request(Wire.Ask ask) {
        return ChatRequest.newBuilder()
                .setModel(ask.model())
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
                .build();
    }
}
