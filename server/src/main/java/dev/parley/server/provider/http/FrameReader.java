package dev.parley.server.provider.http;

import dev.parley.server.dialect.SseEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a streamed answer, however its bytes are cut. One thread at a time. */
public interface FrameReader {
    /**
     * The next frame; null at the end. Blocks while the host is silent.
     *
     * @throws IOException the connection broke
     * @throws dev.parley.server.error.ChatException UPSTREAM_FAILED {@code upstream_event_too_large}
     */
    @Nullable
    SseEvent next() throws IOException;

    /** The next frame if all of it has been read already; else null. Does not block. */
    @Nullable
    SseEvent atHand();
}
