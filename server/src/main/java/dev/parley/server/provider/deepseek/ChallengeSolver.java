package dev.parley.server.provider.deepseek;

import dev.parley.server.dialect.deepseek.Challenge;

/**
 * Answers what a host wants solved before a completion. None comes with Parley; one that an operator puts on the class
 * path is found by {@link java.util.ServiceLoader} and used where {@code options.challenge-solver} has its name. It
 * must be thread-safe.
 */
public interface ChallengeSolver {
    /** Its name in the settings. */
    String name();

    /**
     * The answer, ASCII without line ends, as the host wants it. May block; the call's time limits do not end it.
     *
     * @throws dev.parley.server.error.ChatException it cannot be solved
     */
    String solve(Challenge challenge);
}
