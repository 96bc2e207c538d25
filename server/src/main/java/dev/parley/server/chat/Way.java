package dev.parley.server.chat;

import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Target;
import java.util.function.Predicate;

/**
 * A target of a call.
 *
 * @param opens after which failures of the ones before it is tried
 */
record Way(Target target, Predicate<ChatException> opens) {
    /** One that is tried after any failure that another target may mend. */
    static Way always(Target target) {
        return new Way(target, failure -> true);
    }
}
