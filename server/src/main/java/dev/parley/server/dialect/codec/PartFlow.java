package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.TextJoiner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one candidate whose parts come one after another: text and thoughts grow until something of another
 * kind comes, everything else comes whole. Keeps the order of the contract's grammar. Not thread-safe.
 */
public final class PartFlow {
    private static final Part TEXT =
            Part.newBuilder().setText(Text.getDefaultInstance()).build();
    private static final Part THOUGHT =
            Part.newBuilder().setThought(Thought.getDefaultInstance()).build();

    private final List<ChatEvent> events = new ArrayList<>();
    private final TextJoiner joiner = new TextJoiner();
    private final int candidate;
    private Part.KindCase open = Part.KindCase.KIND_NOT_SET;
    private boolean started;
    private boolean signed;
    private int parts;

    /** An only candidate. */
    public PartFlow() {
        this(0);
    }

    /** The candidate of this index. */
    public PartFlow(int candidate) {
        this.candidate = candidate;
    }

    /** Begins the candidate; again, it does nothing. */
    public void start(Started begun) {
        if (!started) {
            started = true;
            add(ChatEvent.newBuilder().setStarted(begun));
        }
    }

    /** Whether the candidate has begun. */
    public boolean started() {
        return started;
    }

    /** Adds to the answer's text. */
    public void text(String text) {
        grow(TEXT, text, "");
    }

    /** Adds to the answer's text, with its log probabilities in OpenAI's form. */
    public void text(String text, String logprobsJson) {
        grow(TEXT, text, logprobsJson);
    }

    /** Adds to what the model thought. */
    public void thought(String text) {
        grow(THOUGHT, text, "");
    }

    /** Proof of authorship of the text so far, which is thereby whole; of an empty one if there is none. */
    public void signText(Signature proof) {
        sign(TEXT, proof);
    }

    /** Proof of authorship of the thought so far, which is thereby whole; of an empty one if there is none. */
    public void signThought(Signature proof) {
        sign(THOUGHT, proof);
    }

    /** Whether text has come and may go on. */
    public boolean inText() {
        return open == Part.KindCase.TEXT;
    }

    /** A source of the answer's text. */
    public void cite(Citation source) {
        into(TEXT);
        add(ChatEvent.newBuilder().setPartDelta(PartDelta.newBuilder().setCitation(source)));
    }

    /** A whole tool call. */
    public void call(String id, String name, String argumentsJson) {
        ToolCall call = ToolCall.newBuilder()
                .setCallId(id)
                .setName(name)
                .setArgumentsJson("")
                .build();
        whole(
                Part.newBuilder().setToolCall(call).build(),
                List.of(PartDelta.newBuilder().setArgumentsJson(argumentsJson).build()));
    }

    /** Any whole part: how it starts and what makes it whole. */
    public void whole(Part start, List<PartDelta> content) {
        close();
        open(start);
        for (PartDelta delta : content) {
            add(ChatEvent.newBuilder().setPartDelta(delta));
        }
        close();
    }

    /** A whole block that only its dialect knows. */
    public void block(Opaque block) {
        whole(
                Part.newBuilder().setOpaque(block.toBuilder().clearJson()).build(),
                List.of(PartDelta.newBuilder().setOpaqueJson(block.getJson()).build()));
    }

    /** Something between the parts that only its dialect knows. */
    public void aside(Opaque event) {
        add(ChatEvent.newBuilder().setOpaque(event));
    }

    /** Ends the candidate. */
    public void end(@Nullable Usage usage, Finish finish) {
        close();
        if (usage != null) {
            add(ChatEvent.newBuilder().setUsage(usage));
        }
        add(ChatEvent.newBuilder().setFinished(finish));
    }

    /** Hands over the events since the last time. */
    public void drain(Consumer<ChatEvent> out) {
        events.forEach(out);
        events.clear();
    }

    private void grow(Part start, String piece, String logprobs) {
        if (piece.isEmpty()) {
            return;
        }
        if (signed) {
            close();
        }
        into(start);
        say(joiner.next(piece), logprobs);
    }

    private void sign(Part start, Signature proof) {
        if (signed) {
            close();
        }
        into(start);
        say(joiner.end(), "");
        signed = true;
        add(ChatEvent.newBuilder().setPartDelta(PartDelta.newBuilder().setSignature(proof)));
    }

    private void into(Part start) {
        if (open != start.getKindCase()) {
            close();
            open(start);
        }
    }

    private void open(Part start) {
        open = start.getKindCase();
        add(ChatEvent.newBuilder()
                .setPartStarted(PartStarted.newBuilder().setIndex(parts++).setPart(start)));
    }

    private void close() {
        if (open != Part.KindCase.KIND_NOT_SET) {
            say(joiner.end(), "");
            open = Part.KindCase.KIND_NOT_SET;
            signed = false;
            add(ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance()));
        }
    }

    private void say(String text, String logprobs) {
        if (!text.isEmpty() || !logprobs.isEmpty()) {
            PartDelta.Builder delta = PartDelta.newBuilder().setText(text).setLogprobsJson(logprobs);
            add(ChatEvent.newBuilder().setPartDelta(delta));
        }
    }

    private void add(ChatEvent.Builder event) {
        events.add(event.setCandidate(candidate).build());
    }
}
