package dev.parley.server.dialect;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.json.ByteSink;

/** Writes one streamed answer as SSE, frame by frame. Keeps state; one per answer, one thread at a time. */
public interface EventWriter {
    /** Appends the frames of this event, perhaps none. {@code Completed} appends the stream's proper end. */
    void write(ChatEvent event, ByteSink out);

    /** Appends the frames that end a stream which failed midway; never a proper end. */
    void writeError(ChatError error, ByteSink out);

    /** Appends what tells the caller that the stream is alive; valid at any moment, also before the first event. */
    void writeHeartbeat(ByteSink out);
}
