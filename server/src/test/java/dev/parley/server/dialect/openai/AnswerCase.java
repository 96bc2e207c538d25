package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.json.ByteSink;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One folder of {@code fixtures/openai/answers}, and what the dialect makes of it. */
record AnswerCase(Fixtures.Case files) {
    boolean has(String file) {
        return files.has(file);
    }

    boolean fails() {
        return has("error.txtpb");
    }

    /** Reads the answer, whichever way it is recorded, with ids made up as {@code made_1}, {@code made_2}. */
    List<ChatEvent> read() {
        return has("stream.sse") ? readStream(files.text("stream.sse")) : readWhole(files.text("response.json"));
    }

    static List<ChatEvent> readWhole(String json) {
        return dialect().readResponse(json.getBytes(UTF_8));
    }

    static List<ChatEvent> readStream(String sse) {
        List<ChatEvent> events = new ArrayList<>();
        EventReader reader = dialect().eventReader();
        for (String frame : sse.split("\n\n")) {
            SseEvent event = frame(frame);
            if (event != null) {
                reader.read(event, events::add);
            }
        }
        reader.end(events::add);
        return events;
    }

    static ChatResponse fold(List<ChatEvent> events) {
        ChatAccumulator whole = new ChatAccumulator();
        events.forEach(whole::add);
        return whole.response();
    }

    /** What a caller gets who gave this {@code include_usage}; null for none. */
    static String write(List<ChatEvent> events, @Nullable Boolean includeUsage) {
        EventWriter writer = new OpenAiStreamWriter(UsagePlace.of(includeUsage, OpenAiStyle.STANDARD));
        ByteSink out = new ByteSink(1024);
        events.forEach(event -> writer.write(event, out));
        Completed completed =
                Completed.newBuilder().setUsage(fold(events).getUsage()).build();
        writer.write(ChatEvent.newBuilder().setCompleted(completed).build(), out);
        return out.toString();
    }

    List<ChatEvent> expectedEvents() throws TextFormat.ParseException {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : files.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        return events;
    }

    private static OpenAiDialect dialect() {
        AtomicInteger made = new AtomicInteger();
        return new OpenAiDialect(OpenAiStyle.STANDARD, () -> "made_" + made.incrementAndGet());
    }

    private static @Nullable SseEvent frame(String frame) {
        String type = "";
        StringBuilder data = new StringBuilder();
        for (String line : frame.split("\n")) {
            if (line.startsWith("event: ")) {
                type = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            }
        }
        return type.isEmpty() && data.isEmpty()
                ? null
                : new SseEvent(type, data.toString().getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
