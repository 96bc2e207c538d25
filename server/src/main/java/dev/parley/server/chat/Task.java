package dev.parley.server.chat;

import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.telemetry.Operation;

/**
 * What a provider is asked for. Whatever it is, it takes the same way through the pipeline and answers with the same
 * events; what those cannot tell, such as the vectors of an embedding, the task keeps for who made it. Used by the
 * thread that reads the call's stream.
 */
public interface Task {
    /** A turn of a conversation, which the events tell whole. */
    Task CHAT = Provider::chat;

    /**
     * The answer to one attempt, as {@link Provider#chat} gives it.
     *
     * @throws dev.parley.server.error.ChatException the provider does no such thing
     */
    ChatStream open(Provider provider, Attempt attempt);

    /** What observers call it. */
    default Operation operation() {
        return Operation.CHAT;
    }

    /**
     * Refuses what no provider could do.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST with the path at fault
     */
    default void check() {}
}
