package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.json.JsonException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a streamed answer, a line at a time. A line that is not JSON is passed over, but not too many in a row, and not
 * one that the stream's end cut off.
 */
final class PuterStreamReader implements EventReader {
    private static final int STRANGE_MOST = 10;

    private final PuterAnswer answer;
    private int strange;
    private boolean cut;

    PuterStreamReader(Supplier<String> callIds) {
        this.answer = new PuterAnswer(callIds);
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        try {
            answer.add(frame.data());
            strange = 0;
            cut = false;
        } catch (JsonException e) {
            cut = frame.data().length > 0 && frame.data()[0] == '{';
            if (++strange > STRANGE_MOST) {
                throw BadAnswer.malformed("more than %d lines in a row are not JSON.".formatted(STRANGE_MOST));
            }
        }
        answer.drain(out);
    }

    @Override
    public void end(Consumer<ChatEvent> out) {
        if (cut) {
            throw BadAnswer.truncated();
        }
        answer.end();
        answer.drain(out);
    }
}
