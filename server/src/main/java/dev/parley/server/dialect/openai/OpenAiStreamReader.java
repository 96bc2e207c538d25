package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.codec.UpstreamErrors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a streamed answer. {@code [DONE]} ends it, and so does the upstream's end if every choice has its finish
 * reason; frames after {@code [DONE]} are passed over, as are empty ones. A frame that is not JSON fails the answer:
 * what it meant to say would be missing.
 */
final class OpenAiStreamReader implements EventReader {
    private static final String DONE = "[DONE]";

    private final OpenAiAnswer answer;
    private boolean done;

    OpenAiStreamReader(Supplier<String> callIds) {
        this.answer = new OpenAiAnswer(callIds);
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        if (done) {
            return;
        }
        if (frame.type().equals("error")) {
            throw UpstreamErrors.inAnswer(frame.data());
        }
        if (frame.holdsObject()) {
            answer.read(frame.data());
            answer.drain(out);
        } else {
            readOther(frame, out);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> out) {
        if (!done) {
            done = true;
            answer.end();
            answer.drain(out);
        }
    }

    private void readOther(SseEvent frame, Consumer<ChatEvent> out) {
        String text = frame.text().strip();
        if (text.equals(DONE)) {
            end(out);
        } else if (!text.isEmpty()) {
            answer.read(text.getBytes(UTF_8));
            answer.drain(out);
        }
    }

    @Override
    public boolean done() {
        return done;
    }
}
