package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.codec.TextFrame;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer. {@code message_stop} ends it, and so does the upstream's end once there was a stop reason.
 * Pings and kinds of events that are not known are passed over. A frame that is not JSON fails the answer: what it
 * meant to say would be missing.
 */
final class ClaudeStreamReader implements EventReader {
    private final ClaudeAnswer answer;
    private boolean done;
    /** The last frame, if all it said is a text. */
    private @Nullable TextFrame last;

    private @Nullable ClaudeFrame lastRead;

    /** {@code callIds} makes ids for tool calls that have none. */
    ClaudeStreamReader(Supplier<String> callIds) {
        this.answer = new ClaudeAnswer(callIds);
    }

    @Override
    public void read(SseEvent frame, Consumer<ChatEvent> out) {
        if (done) {
            return;
        }
        if (frame.type().equals("error")) {
            throw UpstreamErrors.inAnswer(frame.data());
        }
        if (!isNoise(frame)) {
            try {
                take(read(frame.data()), frame);
            } catch (JsonException e) {
                throw BadAnswer.malformed(e.getMessage());
            }
            answer.drain(out);
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

    @Override
    public boolean done() {
        return done;
    }

    private ClaudeFrame read(byte[] json) {
        String text = last == null ? null : last.textOf(json);
        if (text != null && lastRead != null) {
            return lastRead.withText(text);
        }
        ClaudeFrame frame = ClaudeFrame.read(json);
        last = frame.textFrame(json);
        lastRead = frame;
        return frame;
    }

    private static boolean isNoise(SseEvent frame) {
        return frame.isNoise() || frame.type().equals("ping") && !frame.holdsObject();
    }

    private void take(ClaudeFrame event, SseEvent frame) {
        RawFields fields = event.others();
        switch (event.type().isEmpty() ? frame.type() : event.type()) {
            case "message_start" -> answer.start(object(fields, "message"));
            case "content_block_start" -> answer.open(event.index(), object(fields, "content_block"));
            case "content_block_delta" -> answer.grow(event.index(), event.delta());
            case "content_block_stop" -> answer.close();
            case "message_delta" -> end(event.delta().others(), fields);
            case "message_stop" -> stop();
            case "message" -> whole(fields);
            case "error" -> throw UpstreamErrors.inAnswer(frame.data());
            default -> {}
        }
    }

    private void end(RawFields delta, RawFields event) {
        answer.usage(event.take("usage"));
        answer.ending(delta);
        answer.ending(event);
    }

    private void stop() {
        answer.end();
        done = true;
    }

    /** Some hosts answer with the whole message although a stream was asked for (E-STR-7). */
    private void whole(RawFields message) {
        ClaudeResponseReader.read(message, answer);
        done = true;
    }

    private static RawFields object(RawFields fields, String name) {
        String json = fields.json(name);
        return json.isEmpty() ? new RawFields() : RawFields.of(json);
    }
}
