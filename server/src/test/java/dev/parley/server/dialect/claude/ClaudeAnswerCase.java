package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.Streams;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One folder of {@code fixtures/claude/answers}, and what the dialect makes of it. */
record ClaudeAnswerCase(Fixtures.Case files) {
    /** What a prompt costs by estimate. */
    static final long ESTIMATE = 7;

    private static final byte[] OPENAI_REQUEST =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".getBytes(UTF_8);

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
        return Streams.read(dialect(), sse);
    }

    /** The stream that a caller of this dialect gets. */
    static String stream(List<ChatEvent> events) {
        return Streams.write(new ClaudeStreamWriter(() -> ESTIMATE), events);
    }

    /** The body that a caller of this dialect gets. */
    static String whole(List<ChatEvent> events) {
        return new String(ClaudeResponseWriter.write(Streams.fold(events)), UTF_8);
    }

    /** The stream that a caller of OpenAI's dialect gets. */
    static String openAiStream(List<ChatEvent> events) {
        return Streams.write(openAiIncoming().eventWriter(), events);
    }

    /** The body that a caller of OpenAI's dialect gets. */
    static String openAiWhole(List<ChatEvent> events) {
        return new String(openAiIncoming().writeResponse(Streams.fold(events)), UTF_8);
    }

    List<ChatEvent> expectedEvents() throws TextFormat.ParseException {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : files.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        return events;
    }

    static ClaudeDialect dialect() {
        AtomicInteger made = new AtomicInteger();
        return new ClaudeDialect(() -> "made_" + made.incrementAndGet(), (ChatRequest request) -> ESTIMATE);
    }

    static OpenAiDialect openAi() {
        AtomicInteger made = new AtomicInteger();
        return new OpenAiDialect(OpenAiStyle.STANDARD, () -> "made_" + made.incrementAndGet());
    }

    private static Incoming openAiIncoming() {
        return openAi().readRequest(OPENAI_REQUEST);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
