package dev.parley.server.provider;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.server.chat.ChatStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stop sequences for a provider that has none (E-FIN-3): ends the answer before the first one in its text,
 * also when that comes in pieces, and closes the provider's stream. Text is held back only as far as it may be the
 * beginning of one. For providers that give one candidate.
 */
public final class StopEmulation implements ChatStream {
    private final ChatStream answer;
    private final List<String> stops;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private String held = "";
    private boolean inText;
    private boolean stopped;

    private StopEmulation(ChatStream answer, List<String> stops) {
        this.answer = answer;
        this.stops = stops;
    }

    /** The answer to an attempt whose request has these stop sequences, none of them empty. */
    public static ChatStream of(ChatStream answer, List<String> stops) {
        return stops.isEmpty() ? answer : new StopEmulation(answer, List.copyOf(stops));
    }

    /** The attempt as a provider is to see it that cannot keep stop sequences itself. */
    public static Attempt without(Attempt attempt) {
        var request = attempt.call().request().toBuilder();
        request.getSamplingBuilder().clearStopSequences();
        return attempt.withRequest(request.build());
    }

    @Override
    public @Nullable ChatEvent next() {
        while (ready.isEmpty() && !stopped) {
            ChatEvent event = answer.next();
            if (event == null) {
                return null;
            }
            take(event);
        }
        return ready.poll();
    }

    @Override
    public boolean buffered() {
        return !ready.isEmpty() || !stopped && answer.buffered();
    }

    @Override
    public void close() {
        answer.close();
    }

    private void take(ChatEvent event) {
        switch (event.getEventCase()) {
            case PART_STARTED -> {
                inText = event.getPartStarted().getPart().hasText();
                ready.add(event);
            }
            case PART_DELTA -> {
                if (inText && event.getPartDelta().hasText()) {
                    text(held + event.getPartDelta().getText());
                } else {
                    ready.add(event);
                }
            }
            case PART_DONE -> {
                say(held);
                held = "";
                ready.add(event);
            }
            default -> ready.add(event);
        }
    }

    private void text(String text) {
        String met = null;
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0 && at < end) {
                met = stop;
                end = at;
            }
        }
        if (met == null) {
            end -= beginning(text);
            held = text.substring(end);
        }
        say(text.substring(0, end));
        if (met != null) {
            stop(met);
        }
    }

    /** How much of the text's end may be the beginning of a stop sequence. */
    private int beginning(String text) {
        int most = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, text.length()); length > most; length--) {
                if (text.endsWith(stop.substring(0, length))) {
                    most = length;
                }
            }
        }
        return most;
    }

    private void stop(String sequence) {
        stopped = true;
        ready.add(ChatEvent.newBuilder()
                .setPartDone(PartDone.getDefaultInstance())
                .build());
        ready.add(ChatEvent.newBuilder()
                .setFinished(Finish.newBuilder()
                        .setReason(FinishReason.FINISH_REASON_STOP_SEQUENCE)
                        .setStopSequence(sequence))
                .build());
        answer.close();
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            ready.add(ChatEvent.newBuilder()
                    .setPartDelta(PartDelta.newBuilder().setText(text))
                    .build());
        }
    }
}
