package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Usage;
import dev.parley.server.delivery.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several answers of one candidate each, all fetched at the same time and told as one: every one of them, or the first
 * failure, which ends the others. The first {@link #next()} blocks until all are whole.
 */
public final class ParallelStream implements ChatStream {
    private final int count;
    private final ChatStream answers;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private boolean fetched;

    private ParallelStream(int count, Supplier<ChatStream> answer) {
        this.count = count;
        this.answers = new MergedStream(
                IntStream.range(0, count)
                        .mapToObj(i -> new Numbered(answer.get(), i))
                        .toList(),
                count);
    }

    /** So many answers, each of its own stream; a single one is passed on as it comes. */
    public static ChatStream of(int count, Supplier<ChatStream> answer) {
        return count == 1 ? answer.get() : new ParallelStream(count, answer);
    }

    @Override
    public @Nullable ChatEvent next() {
        if (!fetched) {
            fetched = true;
            fetch();
        }
        return ready.poll();
    }

    @Override
    public boolean buffered() {
        return !ready.isEmpty();
    }

    @Override
    public void close() {
        answers.close();
    }

    /** One after the other; what they cost together stands before each end, the last of which counts. */
    private void fetch() {
        List<List<ChatEvent>> whole = whole();
        Usage total = Usage.getDefaultInstance();
        for (int i = 0; i < count; i++) {
            for (ChatEvent event : whole.get(i)) {
                if (event.hasUsage()) {
                    total = Totals.sum(total, event.getUsage());
                    ready.add(event.toBuilder().setUsage(total).build());
                } else {
                    ready.add(event);
                }
            }
        }
    }

    private List<List<ChatEvent>> whole() {
        List<List<ChatEvent>> whole = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> whole.add(new ArrayList<>()));
        for (ChatEvent event = answers.next(); event != null; event = answers.next()) {
            whole.get(event.getCandidate()).add(event);
        }
        return whole;
    }

    /** An answer as the candidate of this number. */
    private record Numbered(ChatStream answer, int number) implements ChatStream {
        @Override
        public @Nullable ChatEvent next() {
            ChatEvent event = answer.next();
            return event == null ? null : event.toBuilder().setCandidate(number).build();
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
