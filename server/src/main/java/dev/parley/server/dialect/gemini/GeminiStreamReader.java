package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import java.util.function.Consumer;

/**
 * Reads a streamed answer. No frame says that it is the last, so the upstream's end ends it, once there was a reason to
 * finish. A frame that is not JSON fails the answer: what it meant to say would be missing.
 */
final class GeminiStreamReader implements EventReader {
    private final GeminiAnswer answer;

    GeminiStreamReader(GeminiAnswer answer) {
        this.answer = answer;
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        if (!frame.isNoise()) {
            answer.read(frame.data());
            answer.drain(out);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> out) {
        answer.end();
        answer.drain(out);
    }
}
