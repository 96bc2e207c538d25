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

        /** A streamed answer looks like this, a whole one as it should. */
        record Streams(UnaryOperator<Answer> change) implements Effect {}

        /** Parley does it in the host's stead; the answer looks like this, and its tokens are estimated. */
        record Estimates(UnaryOperator<Answer> change) implements Effect {}

        /** The host gives calls no ids, and Parley makes them. */
        record Names() implements Effect {}

        /** This path of the request did not reach the host, which the caller is told; the answer looks like this. */
        record Drops(String path, UnaryOperator<Answer> change) implements Effect {}

        /** The whole call fails with this status. */
        record Fails(int status) implements Effect {}

        /** It cannot be looked at here. */
        record Unseen() implements Effect {}

        /** The wire has no word for it, so it cannot be asked for. */
        record Unasked() implements Effect {}
    }

    private static final UnaryOperator<Answer> AS_IT_IS = UnaryOperator.identity();
    private static final Set<Front> FRONTS = EnumSet.allOf(Front.class);
    private static final Set<Host> HOSTS = EnumSet.allOf(Host.class);

    /** The first that covers a cell counts. */
    private static final List<Reason> ALL = List.of(
            new Reason(
                    Set.of(Scenario.STOP),
                    Set.of(Front.RESPONSES),
                    HOSTS,
                    "OpenAI's Responses API has no stop sequences.",
                    new Effect.Unasked()),
            new Reason(
                    Set.of(Scenario.STOP),
                    EnumSet.of(Front.CLAUDE, Front.NATIVE),
                    Set.of(Host.PUTER),
                    "Puter's driver takes no stop sequences: Parley keeps them, and estimates the tokens of what was said.",
                    new Effect.Estimates(AS_IT_IS)),
            new Reason(
                    Set.of(Scenario.STOP),
                    Set.of(Front.OPENAI),
                    Set.of(Host.PUTER),
                    "One word for both kinds of stop in OpenAI's API, and none in Puter's: kept by Parley, tokens estimated.",
                    new Effect.Estimates(Reason::ended)),
            new Reason(
                    Set.of(Scenario.STOP),
                    EnumSet.of(Front.CLAUDE, Front.NATIVE),
                    Set.of(Host.RESPONSES),
                    "OpenAI's Responses API takes no stop sequences: Parley keeps them, and estimates the tokens of what was said.",
                    new Effect.Estimates(AS_IT_IS)),
            new Reason(
                    Set.of(Scenario.STOP),
                    Set.of(Front.OPENAI),
                    Set.of(Host.RESPONSES),
                    "One word for both kinds of stop in OpenAI's chat API, and no sequences in its Responses API: kept by"
                            + " Parley, tokens estimated.",
                    new Effect.Estimates(Reason::ended)),
            new Reason(
                    Set.of(Scenario.LENGTH),
                    FRONTS,
                    Set.of(Host.RESPONSES),
                    "OpenAI's Responses API takes no less than 16 tokens for the longest answer: Parley asks for 16, and says so.",
                    new Effect.Drops("sampling.max_output_tokens", AS_IT_IS)),
            new Reason(
                    Set.of(Scenario.FORMAT),
                    FRONTS,
                    Set.of(Host.PUTER),
                    "Puter's driver takes no form of output.",
                    new Effect.Drops("output_format", AS_IT_IS)),
            new Reason(
                    Set.of(Scenario.LENGTH),
                    FRONTS,
                    Set.of(Host.PUTER),
                    "Puter's streams do not tell why they end.",
                    new Effect.Streams(Reason::ended)),
            new Reason(
                    Set.of(Scenario.STOP),
                    Set.of(Front.OPENAI),
                    HOSTS,
                    "OpenAI's API has one word for both kinds of stop and does not name the sequence.",
                    new Effect.Shows(Reason::ended)),
            new Reason(
                    Set.of(Scenario.STOP),
                    FRONTS,
                    EnumSet.of(Host.OPENAI, Host.DEEPSEEK, Host.GEMINI),
                    "The host's API has one word for both kinds of stop and does not name the sequence.",
                    new Effect.Shows(Reason::ended)),
            new Reason(
                    Set.of(Scenario.TOOLS),
                    FRONTS,
                    Set.of(Host.GEMINI),
                    "Gemini gives calls no ids: those that callers see are made by Parley, and results find their calls by them.",
                    new Effect.Names()),
            new Reason(
                    Set.of(Scenario.CACHE),
                    FRONTS,
                    Set.of(Host.BUILTIN),
                    "The built-in models keep no cache, and say 0.",
                    new Effect.Shows(answer -> answer.cached(0))),
            new Reason(
                    Set.of(Scenario.FORMAT),
                    FRONTS,
                    Set.of(Host.BUILTIN),
                    "The built-in models say what they are told to, whatever form is asked for.",
                    new Effect.Shows(AS_IT_IS)),
            new Reason(
                    Set.of(Scenario.COUNT),
                    Set.of(Front.OPENAI),
                    HOSTS,
                    "OpenAI's chat API has no such call.",
                    new Effect.Unasked()),
            new Reason(
                    Set.of(Scenario.BROKEN),
                    Set.of(Front.OPENAI, Front.RESPONSES, Front.CLAUDE),
                    Set.of(Host.BUILTIN),
                    "The built-in fault comes before a byte has gone out, so it has a status of its own.",
                    new Effect.Fails(502)),
            new Reason(
                    Set.of(Scenario.CANCEL),
                    FRONTS,
                    Set.of(Host.BUILTIN),
                    "There is no host that could see it; the gateway answers on.",
                    new Effect.Unseen()));

    /** The answer with an end that says nothing. */
    private static Answer ended(Answer answer) {
        return new Answer(answer.thinking(), answer.text(), answer.calls(), Answer.Stop.END, "", answer.cached());
    }

    static Optional<Reason> of(Cell cell) {
        return ALL.stream().filter(reason -> reason.covers(cell)).findFirst();
    }

    private boolean covers(Cell cell) {
        return scenarios.contains(cell.scenario()) && fronts.contains(cell.front()) && hosts.contains(cell.host());
    }
}
