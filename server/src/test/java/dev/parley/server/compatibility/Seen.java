package dev.parley.server.compatibility;

import dev.parley.testkit.Answer;

/**
 * An answer as a client shows it.
 *
 * @param input tokens of the prompt, cached ones included
 * @param dropped what the gateway says it could not send on, with commas between
 */
record Seen(Answer answer, long input, long output, String dropped) {}
