package dev.parley.server.dialect.puter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One folder of {@code fixtures/puter/answers}, and what the dialect makes of it. */
record PuterAnswerCase(Fixtures.Case files) {
    boolean fails() {
        return files.has("error.txtpb");
    }

    boolean inBothForms() {
        return files.has("stream.ndjson") && files.has("response.json");
    }

    /** Reads the answer, whichever way it is recorded, with ids made up as {@code made_1}, {@code made_2}. */
    List<ChatEvent> read() {
        return files.has("stream.ndjson") ? readStream(files.text("stream.ndjson")) : readWhole();
    }

    List<ChatEvent> readWhole() {
        return readWhole(files.text("response.json"));
    }

    static List<ChatEvent> readWhole(String json) {
        return dialect().readResponse(json.getBytes(UTF_8));
    }

    static List<ChatEvent> readStream(String lines) {
        List<ChatEvent> events = new ArrayList<>();
        EventReader reader = dialect().eventReader();
        lines.lines().forEach(line -> reader.read(new SseEvent("", line.getBytes(UTF_8)), events::add));
        reader.end(events::add);
        return events;
    }

    static ChatResponse fold(List<ChatEvent> events) {
        ChatAccumulator whole = new ChatAccumulator();
        events.forEach(whole::add);
        return whole.response();
    }

    List<ChatEvent> expectedEvents() throws TextFormat.ParseException {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : files.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        return events;
    }

    private static PuterDialect dialect() {
        AtomicInteger made = new AtomicInteger();
        return new PuterDialect(model -> "driver", () -> "made_" + made.incrementAndGet());
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
