package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a whole response. */
final class HostResponseReader {
    private HostResponseReader() {}

    /**
     * The events of the response, without Completed. A response without a status is complete.
     *
     * @throws dev.parley.server.error.ChatException the body is an error or a failed response, or is not of this
     *     dialect
     */
    static List<ChatEvent> read(byte[] body, Supplier<String> callIds) {
        try {
            JsonReader in = JsonReader.of(body);
            HostResponse response = HostResponse.read(in);
            in.end();
            if (response.complains()) {
                throw UpstreamErrors.inAnswer(body);
            }
            if (response.output == null && response.status.isEmpty()) {
                throw BadAnswer.malformed("it has no output.");
            }
            HostAnswer answer = new HostAnswer(callIds);
            answer.end(response, response.status.isEmpty() ? "completed" : response.status);
            List<ChatEvent> events = new ArrayList<>();
            answer.drain(events::add);
            return events;
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }
}
