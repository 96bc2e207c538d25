package dev.parley.server.chat;

/** One layer of the pipeline: turns a call into its stream of events. */
@FunctionalInterface
public interface ChatHandler {
    /**
     * Opens the call. May refuse it at once; does not block.
     *
     * @throws dev.parley.server.error.ChatException the call is refused
     */
    ChatStream open(ChatCall call);
}
