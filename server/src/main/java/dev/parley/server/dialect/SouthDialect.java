package dev.parley.server.dialect;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The half of a dialect that faces providers: writes requests, reads their answers. Pure and thread-safe: no socket, no
 * clock, no framework.
 */
public interface SouthDialect extends Dialect {
    /** The request body for {@code model}; what cannot be expressed goes to {@code drops} by its contract path. */
    byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops);

    /**
     * The dialect that reads the answers to this request; itself unless names in it had to change on their way out, and
     * must change back.
     */
    default SouthDialect answering(ChatRequest request) {
        return this;
    }

    /** The events of a whole answer, in the grammar's order, without Completed. */
    List<ChatEvent> readResponse(byte[] body);

    /** A reader for one streamed answer. */
    EventReader eventReader();

    /**
     * The failure that an error answer means, its message free of secrets.
     *
     * @param provider for {@code UpstreamError.provider}
     * @param status the HTTP status, 200 for an error inside a success
     * @param retryAfter from the header; null if absent
     * @param body the body, perhaps cut short
     */
    ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body);
}
