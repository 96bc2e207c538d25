package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.dialect.Streams;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;

/** One folder of {@code fixtures/responses/told}: an answer, and how it is told. */
record ToldCase(Fixtures.Case files) {
    /** An answer in which nothing is said. */
    static final ChatResponse NOTHING = ChatResponse.newBuilder()
            .setId("resp_0")
            .setModel("m")
            .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
            .addCandidates(Candidate.getDefaultInstance())
            .build();

    private static final byte[] PLAIN = "{\"model\":\"m\",\"input\":\"Hi\"}".getBytes(UTF_8);

    /** What was asked. */
    ResponsesIncoming request() {
        return RequestReader.read(files.has("request.json") ? RequestCase.bytes(files, "request.json") : PLAIN);
    }

    /** What was answered, an event a line. */
    List<ChatEvent> events() throws TextFormat.ParseException {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : files.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        return events;
    }

    /** The stream that the caller gets. */
    String stream() throws TextFormat.ParseException {
        return Streams.write(request().eventWriter(), events());
    }

    /** The body that the caller gets. */
    String whole() throws TextFormat.ParseException {
        return new String(request().writeResponse(Streams.fold(events())), UTF_8);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
