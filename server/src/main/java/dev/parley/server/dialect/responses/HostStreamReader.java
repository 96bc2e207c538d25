package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a streamed response. Its completed, incomplete or failed event ends it; without one it was cut short. Kinds of
 * events that are not known are passed over, such as the progress of tools that the host runs. A frame that is not JSON
 * fails the answer: what it meant to say would be missing.
 */
final class HostStreamReader implements EventReader {
    private final HostAnswer answer;
    private boolean done;

    /** {@code callIds} makes ids for calls that have none. */
    HostStreamReader(Supplier<String> callIds) {
        this.answer = new HostAnswer(callIds);
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        if (done || frame.isNoise()) {
            return;
        }
        try {
            HostEvent event = HostEvent.read(frame.data());
            take(event.type.isEmpty() ? frame.type() : event.type, event, frame);
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        answer.drain(out);
    }

    @Override
    public void end(Consumer<ChatEvent> out) {
        if (!done) {
            throw BadAnswer.truncated();
        }
    }

    @Override
    public boolean done() {
        return done;
    }

    private void take(String word, HostEvent event, SseEvent frame) {
        StreamEvent type = StreamEvent.named(word);
        if (type == null) {
            if (word.equals("error") || event.error) {
                throw UpstreamErrors.inAnswer(frame.data());
            }
            return;
        }
        switch (type) {
            case CREATED -> answer.begin(() -> event.response().started());
            case IN_PROGRESS -> {}
            case ITEM_ADDED -> answer.added(event);
            case ITEM_DONE -> answer.done(event);
            case COMPLETED -> end(event.response(), "completed");
            case INCOMPLETE -> end(event.response(), "incomplete");
            case FAILED -> answer.end(event.response(), "failed");
            default -> answer.inside(type, event);
        }
    }

    private void end(HostResponse response, String usual) {
        answer.end(response, response.status.isEmpty() ? usual : response.status);
        done = true;
    }
}
