package dev.parley.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteSinkTest {
    @Test
    void growsFromNothing_whenWritten() {
        ByteSink sink = new ByteSink(0);
        sink.write('a');
        sink.write("xbcx".getBytes(StandardCharsets.UTF_8), 1, 2);
        sink.write(new byte[0]);
        sink.text("é".repeat(1000));
        assertThat(sink.length()).isEqualTo(3 + 2000);
        assertThat(sink.toString()).isEqualTo("abc" + "é".repeat(1000));
        assertThat(sink.toByteArray()).isEqualTo(sink.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void startsAfresh_whenReset() {
        ByteSink sink = new ByteSink(4).text("old content");
        sink.reset();
        assertThat(sink.length()).isZero();
        sink.text("new");
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        sink.writeTo(copy);
        assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo("new").isEqualTo(sink.toString());
    }
}
