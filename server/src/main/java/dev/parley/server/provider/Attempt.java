package dev.parley.server.provider;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.pool.Lease;
import dev.parley.server.routing.Target;

/** One try at one target with one credential, which may be repeated once that has been renewed. */
public record Attempt(ChatCall call, Target target, Lease lease, Tries tries) {
    /** The same attempt with what the target is asked instead. */
    public Attempt withRequest(ChatRequest request) {
        return new Attempt(call.withRequest(request), target, lease, tries);
    }

    /** The same attempt for the whole answer at once. */
    public Attempt asWhole() {
        return new Attempt(call.asWhole(), target, lease, tries);
    }

    /** Counts how often a call is tried. Used by the thread that reads the attempt's stream. */
    public interface Tries {
        /** Tries so far, this one included. */
        int number();

        /** Counts one more with the same credential; false if the call has had as many as it may. */
        boolean again();
    }
}
