package dev.parley.server.provider;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.pool.Lease;
import dev.parley.server.routing.Target;

/**
 * One try at one target with one credential.
 *
 * @param number 1 for the first
 */
public record Attempt(ChatCall call, Target target, Lease lease, int number) {
    /** The same attempt with what the target is asked instead. */
    public Attempt withRequest(ChatRequest request) {
        return new Attempt(call.withRequest(request), target, lease, number);
    }
}
