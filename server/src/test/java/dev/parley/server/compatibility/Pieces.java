package dev.parley.server.compatibility;

import dev.parley.testkit.Answer;
import java.util.ArrayList;
import java.util.List;

/** An answer while it is put together. */
final class Pieces {
    final StringBuilder thinking = new StringBuilder();
    final StringBuilder text = new StringBuilder();
    final List<Answer.Call> calls = new ArrayList<>();
    Answer.Stop stop = Answer.Stop.END;
    String stopSequence = "";
    long input;
    long output;
    long cached;

    Seen seen(String dropped) {
        Answer answer = new Answer(
                thinking.toString(), text.toString(), List.copyOf(calls), stop, stopSequence, Math.toIntExact(cached));
        return new Seen(answer, input, output, dropped);
    }
}
