package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Sampling;
import java.util.ArrayList;
import java.util.List;

/** Says what the last user message says. Keeps to max_output_tokens, stop sequences and candidates. */
final class Echo {
    private Echo() {}

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        Sampling sampling = request.getSampling();
        String text = untilStop(Words.lastUser(request), sampling.getStopSequencesList());
        boolean stopped = text.length() < Words.lastUser(request).length();
        List<String> words = Words.of(text);
        boolean cut = sampling.hasMaxOutputTokens() && words.size() > sampling.getMaxOutputTokens();
        List<String> said = cut ? words.subList(0, sampling.getMaxOutputTokens()) : words;
        FinishReason reason = cut
                ? FinishReason.FINISH_REASON_MAX_TOKENS
                : stopped ? FinishReason.FINISH_REASON_STOP_SEQUENCE : FinishReason.FINISH_REASON_STOP;
        int candidates = Math.max(1, sampling.getCandidates());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            Turn turn = new Turn(i);
            if (!said.isEmpty()) {
                turn.text(said);
            }
            steps.addAll(turn.finish(reason, Words.prompt(request), (long) said.size() * candidates));
        }
        return steps;
    }

    private static String untilStop(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        return text.substring(0, end);
    }
}
