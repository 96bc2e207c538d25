package dev.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.dialect.Incoming;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A caller's request of 8 KB, twelve turns and a tool, into the contract. */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestRead {
    private static final int TURNS = 12;
    private static final String SAID =
            "The quick brown fox asks the gateway to carry this prompt \\\"unchanged\\\", grüße.\\n".repeat(7);
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"where\"}}}";

    @Param
    public Wire wire = Wire.OPENAI;

    private byte[] body = {};

    @Setup
    public void setUp() {
        StringBuilder json =
                new StringBuilder("{\"model\":\"m\",\"max_tokens\":100,\"temperature\":0.7,\"messages\":[");
        for (int turn = 0; turn < TURNS; turn++) {
            json.append(turn == 0 ? "" : ",")
                    .append("{\"role\":\"%s\",\"content\":\"%s\"}"
                            .formatted(turn % 2 == 0 ? "user" : "assistant", SAID));
        }
        body = json.append("],\"tools\":[")
                .append(tool())
                .append("]}")
                .toString()
                .getBytes(UTF_8);
    }

    @Benchmark
    public Incoming read() {
        return wire.dialect.readRequest(body);
    }

    private String tool() {
        return switch (wire) {
            case OPENAI -> "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":" + SCHEMA + "}}";
            case CLAUDE -> "{\"name\":\"weather\",\"input_schema\":" + SCHEMA + '}';
        };
    }
}
