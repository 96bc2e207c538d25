package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import java.util.List;
import java.util.function.UnaryOperator;

/** Where tool results stand (RS-04). */
public final class CallOrder {
    private CallOrder() {}

    /**
     * The same conversation with each tool result directly after the assistant turn that made its call.
     *
     * @param path the request's path of the result with this call id
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST: a result answers no call, or a call that is not in
     *     the last turn has no result
     */
    public static List<ChatMessage> arranged(List<ChatMessage> conversation, UnaryOperator<String> path) {
        throw new UnsupportedOperationException();
    }
}
