package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.TextFrame;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer while it is read. A whole reply is read like a stream of one chunk. Every Finished is held back to the
 * end, because usage, and even tool calls, may come after the finish reason (E-USE-3, E-TOOL-10).
 */
final class OpenAiAnswer {
    private final Supplier<String> callIds;
    private final Map<Integer, OpenAiCandidate> candidates = new TreeMap<>();
    private final OpenAiHead head = new OpenAiHead();
    private final List<ChatEvent> events = new ArrayList<>();
    private @Nullable Usage usage;
    /** The last chunk, if it was of text alone, and whose it was. */
    private @Nullable TextFrame last;

    private @Nullable OpenAiCandidate speaker;

    OpenAiAnswer(Supplier<String> callIds) {
        this.callIds = callIds;
    }

    /** Takes one chunk or whole reply. JSON without choices and usage is passed over, unless it is an error. */
    void read(byte[] json) {
        String text = last == null ? null : last.textOf(json);
        if (text != null && speaker != null) {
            speaker.again(text);
            return;
        }
        try {
            read(JsonReader.of(json), json);
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }

    /** Whether there was no choice yet. */
    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The upstream has ended: the answer must be whole. */
    void end() {
        if (candidates.isEmpty()) {
            throw BadAnswer.truncated();
        }
        candidates.forEach((index, candidate) -> {
            ChatEvent.Builder finished =
                    ChatEvent.newBuilder().setCandidate(index).setFinished(candidate.end());
            if (usage != null) {
                events.add(ChatEvent.newBuilder()
                        .setCandidate(index)
                        .setUsage(usage)
                        .build());
                usage = null;
            }
            events.add(finished.build());
        });
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        events.forEach(out);
        events.clear();
    }

    private void read(JsonReader in, byte[] json) {
        List<OpenAiChoice> choices = null;
        boolean complaint = false;
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "choices" -> choices = OpenAiChoice.list(in);
                case "usage" -> usage = in.isNull() ? usage : OpenAiUsage.read(in);
                case "error" -> failIfSet(in, json);
                default -> {
                    complaint = complaint || name.equals("message") || name.equals("detail");
                    head.read(name, in);
                }
            }
        }
        in.end();
        head.end(choices != null);
        last = null;
        if (choices != null) {
            choices.forEach(this::add);
            remember(choices, json);
        } else if (complaint) {
            throw UpstreamErrors.inAnswer(json);
        }
    }

    private void remember(List<OpenAiChoice> choices, byte[] json) {
        if (choices.size() == 1) {
            last = choices.getFirst().textFrame(json);
            speaker = candidates.get(choices.getFirst().index());
        }
    }

    private static void failIfSet(JsonReader in, byte[] json) {
        if (!in.isNull()) {
            throw UpstreamErrors.inAnswer(json);
        }
    }

    private void add(OpenAiChoice choice) {
        candidates.computeIfAbsent(choice.index(), this::start).add(choice);
        usage = choice.usage() == null ? usage : choice.usage();
    }

    private OpenAiCandidate start(int index) {
        events.add(ChatEvent.newBuilder()
                .setCandidate(index)
                .setStarted(head.started())
                .build());
        return new OpenAiCandidate(index, callIds, events::add);
    }
}
