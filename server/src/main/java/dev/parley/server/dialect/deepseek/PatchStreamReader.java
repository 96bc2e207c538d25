package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a streamed answer, a patch an event (DS-33). Events of another type than these tell nothing of the answer. */
final class PatchStreamReader implements EventReader {
    private static final Set<String> TYPES = Set.of("", "message", "error");

    private final PatchAnswer answer;

    PatchStreamReader(String session, DeepSeekModel model, SessionFormat.Citations citations) {
        this.answer = new PatchAnswer(session, model, citations);
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        if (answer.done() || !TYPES.contains(frame.type())) {
            return;
        }
        if (frame.type().equals("error")) {
            throw SessionFault.inAnswer(frame.data());
        }
        if (frame.isNoise()) {
            return;
        }
        try {
            JsonReader in = JsonReader.of(frame.data());
            Patch patch = Patch.read(in);
            in.end();
            answer.add(patch);
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        answer.drain(out);
    }

    @Override
    public void end(Consumer<ChatEvent> out) {
        if (!answer.done()) {
            throw BadAnswer.truncated();
        }
    }

    @Override
    public boolean done() {
        return answer.done();
    }
}
