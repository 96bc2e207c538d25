package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a whole reply. */
final class OpenAiResponseReader {
    private OpenAiResponseReader() {}

    /**
     * The events of the reply, without Completed. A reply without a finish reason counts as cut short, as in a stream.
     *
     * @throws dev.parley.server.error.ChatException the reply is an error, or is not of this dialect
     */
    static List<ChatEvent> read(byte[] body, Supplier<String> callIds) {
        OpenAiAnswer answer = new OpenAiAnswer(callIds);
        answer.read(body);
        if (answer.isEmpty()) {
            throw BadAnswer.malformed("it has no choices.");
        }
        answer.end();
        List<ChatEvent> events = new ArrayList<>();
        answer.drain(events::add);
        return events;
    }
}
