package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a whole message. */
final class ClaudeResponseReader {
    /** Fields of errors, in whichever shape. */
    private static final List<String> COMPLAINTS = List.of("error", "message", "detail");

    private ClaudeResponseReader() {}

    /**
     * The events of the message, without Completed. A message without a stop reason counts as cut short, as in a
     * stream.
     *
     * @throws dev.parley.server.error.ChatException the body is an error, or is not of this dialect
     */
    static List<ChatEvent> read(byte[] body, Supplier<String> callIds) {
        try {
            JsonReader in = JsonReader.of(body);
            RawFields message = RawFields.read(in);
            in.end();
            requireContent(message, body);
            List<ChatEvent> events = new ArrayList<>();
            ClaudeAnswer answer = new ClaudeAnswer(callIds);
            read(message, answer);
            answer.drain(events::add);
            return events;
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }

    private static void requireContent(RawFields message, byte[] body) {
        if (COMPLAINTS.stream().anyMatch(name -> !message.json(name).isEmpty())) {
            throw UpstreamErrors.inAnswer(body);
        }
        if (!message.json("content").startsWith("[")) {
            throw BadAnswer.malformed("it has no content.");
        }
    }

    /** Gives a whole message to {@code answer}. */
    static void read(RawFields message, ClaudeAnswer answer) {
        String content = message.take("content");
        answer.start(message);
        JsonReader blocks = JsonReader.of(content);
        blocks.beginArray();
        for (int index = 0; blocks.nextElement(); index++) {
            answer.open(index, RawFields.read(blocks));
        }
        answer.end();
    }
}
