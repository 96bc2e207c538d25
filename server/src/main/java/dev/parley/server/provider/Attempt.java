package dev.parley.server.provider;

import dev.parley.server.chat.ChatCall;
import dev.parley.server.pool.Lease;
import dev.parley.server.routing.Target;

/**
 * One try at one target with one credential.
 *
 * @param number 1 for the first
 */
public record Attempt(ChatCall call, Target target, Lease lease, int number) {}
