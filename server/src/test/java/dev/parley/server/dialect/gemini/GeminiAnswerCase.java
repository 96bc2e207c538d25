package dev.parley.server.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.Streams;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One folder of {@code fixtures/gemini/answers}, and what the dialect makes of it. */
record GeminiAnswerCase(Fixtures.Case files) {
    /** What a caller of another dialect asked for; both take this body. */
    private static final byte[] REQUEST = """
            {"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""".getBytes(UTF_8);

    /** What a prompt costs by estimate. */
    private static final long ESTIMATE = 7;

    static final NorthDialect OPENAI = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "made");
    static final NorthDialect CLAUDE = new ClaudeDialect(() -> "made", request -> ESTIMATE);

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
    static String stream(NorthDialect caller, List<ChatEvent> events) {
        return Streams.write(incoming(caller).eventWriter(), events);
    }

    /** The body that a caller of this dialect gets. */
    static String whole(NorthDialect caller, List<ChatEvent> events) {
        return new String(incoming(caller).writeResponse(Streams.fold(events)), UTF_8);
    }

    List<ChatEvent> expectedEvents() throws TextFormat.ParseException {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : files.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        return events;
    }

    private static GeminiDialect dialect() {
        AtomicInteger made = new AtomicInteger();
        return new GeminiDialect(() -> "made_" + made.incrementAndGet());
    }

    private static Incoming incoming(NorthDialect caller) {
        return caller.readRequest(REQUEST);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
