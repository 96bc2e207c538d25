package dev.parley.server.delivery;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;

/** Events for the tests of this package. */
final class Events {
    private Events() {}

    static ChatEvent started() {
        return ChatEvent.newBuilder()
                .setStarted(Started.newBuilder().setId("a-1"))
                .build();
    }

    static ChatEvent text(int index) {
        return part(index, Part.newBuilder().setText(Text.getDefaultInstance()));
    }

    static ChatEvent thought(int index) {
        return part(index, Part.newBuilder().setThought(Thought.getDefaultInstance()));
    }

    static ChatEvent call(int index) {
        ToolCall call =
                ToolCall.newBuilder().setName("find").setArgumentsJson("").build();
        return part(index, Part.newBuilder().setToolCall(call));
    }

    static ChatEvent delta(String text) {
        return delta(PartDelta.newBuilder().setText(text));
    }

    static ChatEvent delta(PartDelta.Builder delta) {
        return ChatEvent.newBuilder().setPartDelta(delta).build();
    }

    static ChatEvent done() {
        return ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance()).build();
    }

    static ChatEvent finished(FinishReason reason) {
        return ChatEvent.newBuilder()
                .setFinished(Finish.newBuilder().setReason(reason))
                .build();
    }

    static ChatEvent completed(int input, int output) {
        return ChatEvent.newBuilder()
                .setCompleted(Completed.newBuilder()
                        .setUsage(Usage.newBuilder().setInputTokens(input).setOutputTokens(output))
                        .setServed(Served.newBuilder().setAttempts(1)))
                .build();
    }

    private static ChatEvent part(int index, Part.Builder part) {
        return ChatEvent.newBuilder()
                .setPartStarted(PartStarted.newBuilder().setIndex(index).setPart(part))
                .build();
    }
}
