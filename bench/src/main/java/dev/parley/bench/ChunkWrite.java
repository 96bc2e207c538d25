package dev.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.json.ByteSink;
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

/** A delta of five words into the frame of one event. */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkWrite {
    private static final String REQUEST =
            "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final ChatEvent DELTA = ChatEvent.newBuilder()
            .setPartDelta(PartDelta.newBuilder().setText(" a piece of an \"answer\""))
            .build();

    @Param
    public Wire wire = Wire.OPENAI;

    private final ByteSink sink = new ByteSink(4096);
    private EventWriter writer = writer(Wire.OPENAI);

    @Setup
    public void setUp() {
        writer = writer(wire);
        writer.write(
                ChatEvent.newBuilder()
                        .setStarted(Started.newBuilder().setId("id-1").setModel("m"))
                        .build(),
                sink);
        Part part = Part.newBuilder().setText(Text.getDefaultInstance()).build();
        writer.write(
                ChatEvent.newBuilder()
                        .setPartStarted(PartStarted.newBuilder().setPart(part))
                        .build(),
                sink);
    }

    @Benchmark
    public int write() {
        sink.reset();
        writer.write(DELTA, sink);
        return sink.length();
    }

    private static EventWriter writer(Wire wire) {
        return wire.dialect.readRequest(REQUEST.getBytes(UTF_8)).eventWriter();
    }
}
