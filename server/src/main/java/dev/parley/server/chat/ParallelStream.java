package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Usage;
import dev.parley.server.delivery.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several answers of one candidate each, fetched at the same time and told as one: all of them, or the first failure,
 * which ends the others. The first {@link #next()} blocks until all are whole.
 */
public final class ParallelStream implements ChatStream {
    private final List<ChatStream> parts;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private boolean fetched;

    private ParallelStream(List<ChatStream> parts) {
        this.parts = parts;
    }

    /** So many answers; a single one is passed on as it comes. */
    public static ChatStream of(int count, Supplier<ChatStream> answer) {
        return count == 1
                ? answer.get()
                : new ParallelStream(
                        IntStream.range(0, count).mapToObj(i -> answer.get()).toList());
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
        parts.forEach(ChatStream::close);
    }

    private void fetch() {
        List<CompletableFuture<List<ChatEvent>>> answers = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> read(part), Thread::startVirtualThread))
                .toList();
        List<List<ChatEvent>> whole =
                answers.stream().map(CompletableFuture::join).toList();
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
        join(whole);
    }

    private List<ChatEvent> read(ChatStream part) {
        try {
            List<ChatEvent> events = new ArrayList<>();
            for (ChatEvent event = part.next(); event != null; event = part.next()) {
                events.add(event);
            }
            return events;
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            close();
            return List.of();
        }
    }

    /** One after the other, each as a candidate of its own; what they cost together stands before the last end. */
    private void join(List<List<ChatEvent>> answers) {
        Usage total = Usage.getDefaultInstance();
        for (int i = 0; i < answers.size(); i++) {
            Usage own = Usage.getDefaultInstance();
            for (ChatEvent event : answers.get(i)) {
                own = event.hasUsage() ? event.getUsage() : own;
                if (event.hasFinished()) {
                    total = Totals.sum(total, own);
                    addUsage(total, i);
                }
                if (!event.hasUsage()) {
                    ready.add(event.toBuilder().setCandidate(i).build());
                }
            }
        }
    }

    /** Running totals: the last one counts. */
    private void addUsage(Usage total, int candidate) {
        if (!total.equals(Usage.getDefaultInstance())) {
            ready.add(ChatEvent.newBuilder()
                    .setCandidate(candidate)
                    .setUsage(total)
                    .build());
        }
    }
}
