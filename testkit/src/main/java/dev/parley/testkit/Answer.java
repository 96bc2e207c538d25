package dev.parley.testkit;

import java.util.List;

/**
 * What a host's model says, for every wire alike.
 *
 * @param thinking what it thought before; empty for nothing
 * @param stopSequence the one that was met, if {@code stop} says so
 * @param cached how much of the prompt came from the host's cache
 */
public record Answer(String thinking, String text, List<Call> calls, Stop stop, String stopSequence, int cached) {
    /** Tokens of every prompt, cached ones included. */
    public static final int INPUT = 25;

    /** Tokens of every answer. */
    public static final int OUTPUT = 7;

    /** Proof of authorship that hosts with such a thing put on thoughts. */
    public static final String SIGNATURE = "c2lnbmVkIGJ5IHRoZSBmYWtl";

    /** Why it ended, and the words for that. */
    public enum Stop {
        END("stop", "end_turn", "STOP"),
        SEQUENCE("stop", "stop_sequence", "STOP"),
        LENGTH("length", "max_tokens", "MAX_TOKENS"),
        TOOLS("tool_calls", "tool_use", "STOP");

        final String openAi;
        final String anthropic;
        final String gemini;

        Stop(String openAi, String anthropic, String gemini) {
            this.openAi = openAi;
            this.anthropic = anthropic;
            this.gemini = gemini;
        }
    }

    /** A call of a tool; its arguments are JSON. */
    public record Call(String id, String name, String arguments) {}

    /** Says this. */
    public static Answer text(String text) {
        return new Answer("", text, List.of(), Stop.END, "", 0);
    }

    /** Calls these tools. */
    public static Answer calls(Call... calls) {
        return new Answer("", "", List.of(calls), Stop.TOOLS, "", 0);
    }

    /** The same with a thought before it. */
    public Answer after(String thought) {
        return new Answer(thought, text, calls, stop, stopSequence, cached);
    }

    /** The same, cut at the longest that was allowed. */
    public Answer cut() {
        return new Answer(thinking, text, calls, Stop.LENGTH, "", cached);
    }

    /** The same, ended by a stop sequence. */
    public Answer stoppedBy(String sequence) {
        return new Answer(thinking, text, calls, Stop.SEQUENCE, sequence, cached);
    }

    /** The same with so much of the prompt read from a cache. */
    public Answer cached(int tokens) {
        return new Answer(thinking, text, calls, stop, stopSequence, tokens);
    }
}
