package dev.parley.server.compatibility;

import dev.parley.testkit.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Why some cells are otherwise than their scenario wants, and how: the one list of what does not go through whole. */
record Reason(Set<Scenario> scenarios, Set<Front> fronts, Set<Host> hosts, String text, Effect effect) {
    /** What is seen instead. */
    sealed interface Effect {
        /** The answer looks like this. */
        record Shows(UnaryOperator<Answer> change) implements Effect {}

        /** The answer is whole, but this path of the request did not reach the host, and the caller is told. */
        record Drops(String path) implements Effect {}

        /** The whole call fails with this status. */
        record Fails(int status) implements Effect {}

        /** It cannot be looked at here. */
        record Unseen() implements Effect {}
    }

    private static final Effect ONE_STOP = new Effect.Shows(
            answer -> new Answer(answer.thinking(), answer.text(), answer.calls(), Answer.Stop.END, "", 0));

    private static final List<Reason> ALL = List.of(
            new Reason(
                    EnumSet.of(Scenario.STOP),
                    EnumSet.of(Front.OPENAI),
                    EnumSet.allOf(Host.class),
                    "OpenAI's API has one word for both kinds of stop and does not name the sequence.",
                    ONE_STOP),
            new Reason(
                    EnumSet.of(Scenario.STOP),
                    EnumSet.complementOf(EnumSet.of(Front.OPENAI)),
                    EnumSet.of(Host.OPENAI),
                    "The host's API has one word for both kinds of stop and does not name the sequence.",
                    ONE_STOP),
            new Reason(
                    EnumSet.of(Scenario.CACHE),
                    EnumSet.allOf(Front.class),
                    EnumSet.of(Host.BUILTIN),
                    "The built-in models keep no cache, and say 0.",
                    new Effect.Shows(answer -> answer.cached(0))),
            new Reason(
                    EnumSet.of(Scenario.FORMAT),
                    EnumSet.allOf(Front.class),
                    EnumSet.of(Host.BUILTIN),
                    "The built-in models say what they are told to, whatever form is asked for.",
                    new Effect.Shows(answer -> answer)),
            new Reason(
                    EnumSet.of(Scenario.COUNT),
                    EnumSet.of(Front.OPENAI),
                    EnumSet.allOf(Host.class),
                    "OpenAI's chat API has no such call.",
                    new Effect.Fails(404)),
            new Reason(
                    EnumSet.of(Scenario.BROKEN),
                    EnumSet.complementOf(EnumSet.of(Front.NATIVE)),
                    EnumSet.of(Host.BUILTIN),
                    "The built-in fault comes before a byte has gone out, so it has a status of its own.",
                    new Effect.Fails(502)),
            new Reason(
                    EnumSet.of(Scenario.CANCEL),
                    EnumSet.allOf(Front.class),
                    EnumSet.of(Host.BUILTIN),
                    "There is no host that could see it; the gateway answers on.",
                    new Effect.Unseen()));

    static Optional<Reason> of(Cell cell) {
        return ALL.stream().filter(reason -> reason.covers(cell)).findFirst();
    }

    private boolean covers(Cell cell) {
        return scenarios.contains(cell.scenario()) && fronts.contains(cell.front()) && hosts.contains(cell.host());
    }
}
