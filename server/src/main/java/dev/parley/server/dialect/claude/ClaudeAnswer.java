package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One answer while it is read, whole or streamed. A block that is not ended ends where the next one begins. */
final class ClaudeAnswer {
    /** Fields of a message that are known only at its end. */
    private static final List<String> ENDING =
            List.of("stop_reason", "stop_sequence", "stop_details", "container", "context_management");

    private final Supplier<String> callIds;
    private final ClaudeUsage usage = new ClaudeUsage();
    private final List<ChatEvent> events = new ArrayList<>();
    private RawFields ending = new RawFields();
    private @Nullable GrowingBlock open;
    private int openIndex;
    private int parts;
    private boolean started;
    private boolean called;

    /** {@code callIds} makes ids for tool calls that have none. */
    ClaudeAnswer(Supplier<String> callIds) {
        this.callIds = callIds;
    }

    /** The message begins, with these fields; that it begins again means nothing. */
    void start(RawFields message) {
        if (started) {
            return;
        }
        started = true;
        message.take("type");
        message.take("role");
        message.take("content");
        usage(message.take("usage"));
        ENDING.forEach(name -> keepEnding(name, message.take(name)));
        Started.Builder head = Started.newBuilder().setId(message.cut("id")).setModel(message.cut("model"));
        Usage known = usage.usage();
        if (!known.equals(Usage.getDefaultInstance())) {
            head.setUsage(known);
        }
        message.addTo(head::addExtensions);
        events.add(ChatEvent.newBuilder().setStarted(head).build());
    }

    /** A block begins, with these fields. */
    void open(int index, RawFields start) {
        close();
        requireStart();
        GrowingBlock block = GrowingBlock.of(start, callIds);
        called = called || block.part().hasToolCall();
        events.add(ChatEvent.newBuilder()
                .setPartStarted(PartStarted.newBuilder().setIndex(parts++).setPart(block.part()))
                .build());
        block.begin(this::pass);
        open = block;
        openIndex = index;
    }

    /** The block of this index grows; -1 is the open one. */
    void grow(int index, ClaudeDelta delta) {
        if (open == null || (index >= 0 && openIndex >= 0 && index != openIndex)) {
            throw BadAnswer.malformed("it has a delta of block %d, which is not open.".formatted(index));
        }
        open.grow(delta, this::pass);
    }

    /** The open block ends, if one is open. */
    void close() {
        if (open != null) {
            events.add(ChatEvent.newBuilder().setPartDone(open.end(this::pass)).build());
            open = null;
        }
    }

    /** Adds fields that tell how the message ends. */
    void ending(RawFields more) {
        ending.putAll(more);
    }

    /** Adds a {@code usage} object; empty is none. */
    void usage(String json) {
        if (!json.isEmpty()) {
            usage.read(JsonReader.of(json));
        }
    }

    /** The answer has ended: it must be whole. */
    void end() {
        if (ending.text("stop_reason").isEmpty()) {
            throw BadAnswer.truncated();
        }
        requireStart();
        close();
        Usage total = usage.usage();
        if (!total.equals(Usage.getDefaultInstance())) {
            events.add(ChatEvent.newBuilder().setUsage(total).build());
        }
        events.add(ChatEvent.newBuilder()
                .setFinished(ClaudeFinish.read(ending, called))
                .build());
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        events.forEach(out);
        events.clear();
    }

    /** Some hosts leave out how a message starts. */
    private void requireStart() {
        if (!started) {
            start(new RawFields());
        }
    }

    private void pass(PartDelta delta) {
        events.add(ChatEvent.newBuilder().setPartDelta(delta).build());
    }

    private void keepEnding(String name, String json) {
        if (!json.isEmpty()) {
            ending.put(name, json);
        }
    }
}
