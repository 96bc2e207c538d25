package dev.parley.server.chat;

import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;

/** One layer of the pipeline: turns a call into its stream of events. */
@FunctionalInterface
public interface ChatHandler {
    /**
     * Opens the call. May refuse it at once; does not block.
     *
     * @throws dev.parley.server.error.ChatException the call is refused
     */
    ChatStream open(ChatCall call);

    /** A caller sent what is no call, and is told why. */
    default void refused(String id, Caller caller, ChatException why) {}
}
