package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Sampling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says what the last user message says. Keeps to max_output_tokens, stop sequences and candidates. */
final class Echo {
    private Echo() {}

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        Sampling sampling = request.getSampling();
        String all = Words.lastUser(request);
        String stop = firstStop(all, sampling.getStopSequencesList());
        List<String> words = Words.of(stop.isEmpty() ? all : all.substring(0, all.indexOf(stop)));
        boolean cut = sampling.hasMaxOutputTokens() && words.size() > sampling.getMaxOutputTokens();
        List<String> said = cut ? words.subList(0, sampling.getMaxOutputTokens()) : words;
        Finish finish = cut ? finish(FinishReason.FINISH_REASON_MAX_TOKENS, "") : finish(stop);
        int candidates = Math.max(1, sampling.getCandidates());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            Turn turn = new Turn(i);
            if (!said.isEmpty()) {
                turn.text(said);
            }
            steps.addAll(turn.finish(finish, Words.prompt(request), (long) said.size() * candidates));
        }
        return steps;
    }

    private static Finish finish(String stop) {
        return finish(
                stop.isEmpty() ? FinishReason.FINISH_REASON_STOP : FinishReason.FINISH_REASON_STOP_SEQUENCE, stop);
    }

    private static Finish finish(FinishReason reason, String stop) {
        return Finish.newBuilder().setReason(reason).setStopSequence(stop).build();
    }

    /** The stop sequence that comes first in the text; empty if none is in it. */
    private static String firstStop(String text, List<String> stops) {
        return stops.stream()
                .filter(text::contains)
                .min(Comparator.comparingInt(text::indexOf))
                .orElse("");
    }
}
