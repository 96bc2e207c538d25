package dev.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.provider.http.SseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** An OpenAI host's stream of 200 chunks, as it comes from the socket, into events of the contract; by chunk. */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseRead {
    private static final int CHUNKS = 200;
    private static final int EVENT_MOST = 1 << 20;
    private static final String HEAD =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4o\","
                    + "\"choices\":[{\"index\":0,\"delta\":";
    private static final byte[] STREAM = (HEAD
                    + "{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"
                    + (HEAD + "{\"content\":\" a piece of an \\\"answer\\\"\"},\"finish_reason\":null}]}\n\n")
                            .repeat(CHUNKS - 2)
                    + HEAD + "{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
            .getBytes(UTF_8);

    private final OpenAiDialect dialect = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1");

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void frames(Blackhole seen) throws IOException {
        SseReader frames = new SseReader(new ByteArrayInputStream(STREAM), EVENT_MOST);
        for (SseEvent frame = frames.next(); frame != null; frame = frames.next()) {
            seen.consume(frame);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void events(Blackhole seen) throws IOException {
        SseReader frames = new SseReader(new ByteArrayInputStream(STREAM), EVENT_MOST);
        EventReader events = dialect.eventReader();
        for (SseEvent frame = frames.next(); frame != null; frame = frames.next()) {
            events.read(frame, seen::consume);
        }
        events.end(seen::consume);
    }
}
