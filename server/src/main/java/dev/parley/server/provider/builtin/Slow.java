package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Echoes slowly. Parameters: {@code ttft} before the first event, {@code gap} before each further word, {@code words}
 * to say that many words instead of the last user message.
 */
final class Slow {
    private static final Duration TTFT = Duration.ofMillis(500);
    private static final Duration GAP = Duration.ofMillis(100);

    private Slow() {}

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        int count = parameters.number("words", 0);
        List<String> words = count == 0
                ? Words.of(Words.lastUser(request))
                : IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "word" + i + ' ')
                        .toList();
        Duration gap = parameters.duration("gap", GAP);
        List<Step> wait = List.of(new Step.Pause(parameters.duration("ttft", TTFT)));
        Turn turn = new Turn(0).open(Part.newBuilder().setText(Text.getDefaultInstance()));
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                turn.pause(gap);
            }
            turn.delta(Turn.textDelta(words.get(i)));
        }
        List<Step> said = turn.done().finish(FinishReason.FINISH_REASON_STOP, Words.prompt(request), words.size());
        return java.util.stream.Stream.concat(wait.stream(), said.stream()).toList();
    }
}
