package dev.parley.server.provider.builtin;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts together the steps of one candidate in the order that the event grammar wants. Not thread-safe. */
public final class Turn {
    private final List<Step> steps = new ArrayList<>();
    private final int candidate;
    private int parts;

    /** A turn that has begun; {@code candidate} is 0 for the first answer. */
    public Turn(int candidate) {
        this(candidate, List.of());
    }

    /** {@code dropped} is what of the request cannot be kept. */
    Turn(int candidate, List<String> dropped) {
        this.candidate = candidate;
        send(e -> e.setStarted(Started.newBuilder()
                .setServed(Served.newBuilder().addAllDropped(dropped).build())));
    }

    Turn text(List<String> pieces) {
        return part(Part.newBuilder().setText(Text.getDefaultInstance()), pieces, Turn::textDelta);
    }

    Turn thought(List<String> pieces) {
        return part(Part.newBuilder().setThought(Thought.getDefaultInstance()), pieces, Turn::textDelta);
    }

    Turn refusal(List<String> pieces) {
        return part(Part.newBuilder().setRefusal(Refusal.getDefaultInstance()), pieces, Turn::textDelta);
    }

    Turn toolCall(String id, String name, String arguments) {
        ToolCall call = ToolCall.newBuilder().setCallId(id).setName(name).build();
        return part(
                Part.newBuilder().setToolCall(call),
                Words.halves(arguments),
                piece -> PartDelta.newBuilder().setArgumentsJson(piece).build());
    }

    Turn image(String mimeType, ByteString bytes) {
        Media media = Media.newBuilder().setMimeType(mimeType).build();
        return part(
                Part.newBuilder().setMedia(media),
                List.of(bytes),
                piece -> PartDelta.newBuilder().setData(piece).build());
    }

    /** Waits before what comes next. */
    public Turn pause(Duration length) {
        steps.add(new Step.Pause(length));
        return this;
    }

    /** Does this next. */
    public Turn step(Step step) {
        steps.add(step);
        return this;
    }

    /** The whole turn, with its usage and its end. */
    List<Step> finish(FinishReason reason, long inputTokens, long outputTokens) {
        return finish(Finish.newBuilder().setReason(reason).build(), inputTokens, outputTokens);
    }

    /** The whole turn, with its usage and this end. */
    List<Step> finish(Finish finish, long inputTokens, long outputTokens) {
        return finish(
                finish,
                Usage.newBuilder()
                        .setInputTokens(inputTokens)
                        .setOutputTokens(outputTokens)
                        .build());
    }

    /** The whole turn, with its usage and this end. */
    public List<Step> finish(Finish finish, Usage usage) {
        send(e -> e.setUsage(usage));
        send(e -> e.setFinished(finish));
        return steps;
    }

    /** The turn as far as it has come. */
    public List<Step> unfinished() {
        return steps;
    }

    /** Begins a part, which has no content yet. */
    public Turn open(Part.Builder part) {
        int index = parts++;
        return send(
                e -> e.setPartStarted(PartStarted.newBuilder().setIndex(index).setPart(part)));
    }

    /** Adds to the open part. */
    public Turn delta(PartDelta delta) {
        return send(e -> e.setPartDelta(delta));
    }

    /** Ends the open part. */
    public Turn done() {
        return send(e -> e.setPartDone(PartDone.getDefaultInstance()));
    }

    /** A piece of a text, a thought or a refusal. */
    public static PartDelta textDelta(String piece) {
        return PartDelta.newBuilder().setText(piece).build();
    }

    private <T> Turn part(Part.Builder part, List<T> pieces, Function<T, PartDelta> delta) {
        open(part);
        pieces.forEach(piece -> delta(delta.apply(piece)));
        return done();
    }

    private Turn send(java.util.function.Consumer<ChatEvent.Builder> event) {
        ChatEvent.Builder builder = ChatEvent.newBuilder().setCandidate(candidate);
        event.accept(builder);
        steps.add(new Step.Send(builder.build()));
        return this;
    }
}
