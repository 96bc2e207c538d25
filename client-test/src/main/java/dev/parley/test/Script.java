package dev.parley.test;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.provider.builtin.Step;
import dev.parley.server.provider.builtin.StepStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The turns of one test, and what was asked meanwhile. Thread-safe: the lock guards all of it. */
final class Script {
    private final Object lock = new Object();
    private final List<ScriptedTurn> turns = new ArrayList<>();
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<String> unscripted = new ArrayList<>();
    private final List<StepStream> answers = new ArrayList<>();

    ScriptedTurn add() {
        synchronized (lock) {
            ScriptedTurn turn = new ScriptedTurn(turns.size() + 1);
            turns.add(turn);
            return turn;
        }
    }

    List<ChatRequest> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** The answer to a request, which takes its turn when its first event is read. */
    StepStream answer(ChatRequest request) {
        StepStream answer = new StepStream(() -> steps(request));
        synchronized (lock) {
            answers.add(answer);
        }
        return answer;
    }

    void reset() {
        List<StepStream> open;
        synchronized (lock) {
            turns.clear();
            requests.clear();
            unscripted.clear();
            open = List.copyOf(answers);
            answers.clear();
        }
        open.forEach(StepStream::close);
    }

    void verify() {
        String problems;
        synchronized (lock) {
            problems = Stream.concat(
                            unscripted.stream(),
                            turns.stream()
                                    .filter(ScriptedTurn::isOwed)
                                    .map(turn -> "No request came for " + turn + '.'))
                    .collect(Collectors.joining("\n"));
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
    }

    private List<Step> steps(ChatRequest request) {
        synchronized (lock) {
            requests.add(request);
            for (ScriptedTurn turn : turns) {
                if (turn.take(request)) {
                    return turn.play(request, requests.size());
                }
            }
            String problem = "No turn is scripted for %s (expected: a turn() added before; %s)."
                    .formatted(Excerpt.of(request), scripted());
            unscripted.add(problem);
            throw Faults.notScripted(problem);
        }
    }

    private String scripted() {
        return turns.isEmpty()
                ? "the script is empty"
                : "the script has " + turns.stream().map(ScriptedTurn::toString).collect(Collectors.joining("; "));
    }
}
