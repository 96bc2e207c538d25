package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.access.Caller;
import dev.parley.server.conversation.Conversations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The layer over a provider that answers as a test says, and the turns that go through it. */
final class Recalled {
    static final Caller ANN = new Caller("ann", "default", Set.of());
    static final Caller BOB = new Caller("bob", "default", Set.of());

    final List<ChatRequest> asked = new ArrayList<>();
    final Scripted script = new Scripted("up", "a");
    private final Recall recall;

    Recalled(Conversations conversations) {
        recall = new Recall(conversations, call -> {
            asked.add(call.request());
            return script.chat(null);
        });
    }

    /** A turn to be set up further and run. */
    final class Turn {
        private final Continuation.Builder continuation = Continuation.newBuilder();
        private final ChatRequest.Builder request = ChatRequest.newBuilder().setModel("m");
        private Caller caller = ANN;
        private String dialect = "";
        private Instant deadline = Instant.EPOCH;

        Turn continuing(ChatResponse previous) {
            return continuing(previous.getId());
        }

        Turn continuing(String previous) {
            continuation.setPreviousResponseId(previous);
            return this;
        }

        Turn store(boolean store) {
            continuation.setStore(store);
            return this;
        }

        Turn instructions(String text) {
            continuation.setInstructions(text);
            return this;
        }

        Turn conversation(String id) {
            continuation.setConversationId(id);
            return this;
        }

        Turn by(Caller other) {
            caller = other;
            return this;
        }

        Turn speaking(String word) {
            dialect = word;
            return this;
        }

        Turn until(Instant end) {
            deadline = end;
            return this;
        }

        Turn add(Role role, Part... parts) {
            request.addMessages(ChatMessage.newBuilder().setRole(role).addAllParts(Arrays.asList(parts)));
            return this;
        }

        Turn refer(String item) {
            Opaque reference = Opaque.newBuilder()
                    .setDialect("responses")
                    .setType("item_reference")
                    .build();
            return add(
                    Role.ROLE_ASSISTANT,
                    Part.newBuilder().setOpaque(reference).setId(item).build());
        }

        Turn returning(String call) {
            return add(
                    Role.ROLE_TOOL,
                    Part.newBuilder()
                            .setToolResult(ToolResult.newBuilder().setCallId(call))
                            .build());
        }

        ChatRequest request() {
            return request.setContinuation(continuation).build();
        }

        /** What the provider is to answer is in the script. */
        ChatStream open() {
            return Recalled.this.open(new ChatCall("req", caller, dialect, request(), false, deadline));
        }

        /** The whole answer, which has this text. */
        ChatResponse answered(String text) {
            return fold(opened(text));
        }

        /** The whole answer, which calls a tool. */
        ChatResponse called(String call) {
            Object[] steps = whole("");
            steps[1] = ChatEvent.newBuilder()
                    .setPartStarted(PartStarted.newBuilder()
                            .setPart(Part.newBuilder()
                                    .setToolCall(ToolCall.newBuilder()
                                            .setCallId(call)
                                            .setName("look")
                                            .setArgumentsJson("{}"))))
                    .build();
            script.then(steps);
            return fold(open());
        }

        ChatStream opened(String text) {
            script.then(whole(text));
            return open();
        }
    }

    Turn turn(String text) {
        return new Turn().add(Role.ROLE_USER, text(text));
    }

    ChatStream open(ChatCall call) {
        return recall.open(call);
    }

    static ChatResponse fold(ChatStream stream) {
        ChatAccumulator answer = new ChatAccumulator();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            answer.add(event);
        }
        return answer.response();
    }

    /** Each message as its role and its first text. */
    static List<String> said(ChatRequest request) {
        return request.getMessagesList().stream()
                .map(message -> message.getRole().name().substring("ROLE_".length())
                        + ' '
                        + message.getParts(0).getText().getText())
                .toList();
    }

    static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }

    static Object[] whole(String text) {
        List<Object> steps = new ArrayList<>(List.of(Scripted.answer(text)));
        steps.add(ChatEvent.newBuilder()
                .setCompleted(Completed.newBuilder().setId("id-" + text))
                .build());
        return steps.toArray();
    }
}
