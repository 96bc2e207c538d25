package dev.parley.test;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.builtin.Step;
import dev.parley.server.provider.builtin.Turn;
import dev.parley.server.provider.builtin.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scripted turn as it is played once: keeps track of what is open, and counts. */
final class Performance {
    private final int asked;
    private final List<Step> prelude = new ArrayList<>();
    private @Nullable Turn turn;
    private Part.KindCase open = Part.KindCase.KIND_NOT_SET;
    private Duration gap = Duration.ZERO;
    private boolean spoken;
    private int calls;
    private long tokens;

    /** {@code asked} tells the calls of one test's answers apart. */
    Performance(int asked) {
        this.asked = asked;
    }

    void says(String text) {
        words(Part.newBuilder().setText(Text.getDefaultInstance()), text);
    }

    void thinks(String text) {
        words(Part.newBuilder().setThought(Thought.getDefaultInstance()), text);
    }

    void refuses(String text) {
        words(Part.newBuilder().setRefusal(Refusal.getDefaultInstance()), text);
    }

    void callsTool(String name, String argumentsJson) {
        calls++;
        tokens += Words.of(argumentsJson).size();
        open(Part.newBuilder()
                .setToolCall(ToolCall.newBuilder()
                        .setCallId("call_" + asked + '_' + calls)
                        .setName(name)));
        Words.halves(argumentsJson)
                .forEach(piece ->
                        delta(PartDelta.newBuilder().setArgumentsJson(piece).build()));
    }

    void shows(String mimeType, byte[] bytes) {
        open(Part.newBuilder().setMedia(Media.newBuilder().setMimeType(mimeType)));
        delta(PartDelta.newBuilder().setData(ByteString.copyFrom(bytes)).build());
    }

    void waits(Duration length) {
        step(new Step.Pause(length));
    }

    void pacedBy(Duration length) {
        gap = length;
    }

    void fails(ChatException failure) {
        step(new Step.Fail(failure));
    }

    FinishReason reason() {
        return calls > 0 ? FinishReason.FINISH_REASON_TOOL_CALLS : FinishReason.FINISH_REASON_STOP;
    }

    Usage usage(ChatRequest request) {
        return Usage.newBuilder()
                .setInputTokens(Words.prompt(request))
                .setOutputTokens(tokens)
                .build();
    }

    List<Step> finished(Finish finish, Usage usage) {
        Turn whole = turn();
        closePart();
        return Stream.concat(prelude.stream(), whole.finish(finish, usage).stream())
                .toList();
    }

    /** Without an end: what was last is a failure or silence. */
    List<Step> unfinished() {
        return turn == null
                ? prelude
                : Stream.concat(prelude.stream(), turn.unfinished().stream()).toList();
    }

    private void words(Part.Builder part, String text) {
        List<String> words = Words.of(text);
        tokens += words.size();
        if (open != part.getKindCase()) {
            open(part);
        }
        words.forEach(word -> delta(Turn.textDelta(word)));
    }

    private void open(Part.Builder part) {
        closePart();
        turn().open(part);
        open = part.getKindCase();
    }

    private void closePart() {
        if (open != Part.KindCase.KIND_NOT_SET) {
            turn().done();
            open = Part.KindCase.KIND_NOT_SET;
        }
    }

    private void delta(PartDelta delta) {
        if (spoken && !gap.isZero()) {
            waits(gap);
        }
        spoken = true;
        turn().delta(delta);
    }

    /** Before the turn has begun, nothing of it is sent. */
    private void step(Step step) {
        if (turn == null) {
            prelude.add(step);
        } else {
            turn.step(step);
        }
    }

    private Turn turn() {
        if (turn == null) {
            turn = new Turn(0);
        }
        return turn;
    }
}
