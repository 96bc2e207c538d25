package dev.parley.server.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testkit.Effort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Effort.TAG)
@DisplayName("E-STR-4: a host's body in chunks, however it is cut")
class ChunkedBodyTest {
    private static final int MOST = 64 * 1024;

    private final AtomicInteger excess = new AtomicInteger();

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "0\\r\\n\\r\\n ! ''",
                "3\\r\\nabc\\r\\n0\\r\\n\\r\\n ! abc",
                "3\\nabc\\n0\\n\\n ! abc",
                "0003\\r\\nabc\\r\\n2\\r\\nde\\r\\n000\\r\\n\\r\\n ! abcde",
                "3;name=\"v\"\\r\\nabc\\r\\n0;last\\r\\n\\r\\n ! abc",
                "3 \\r\\nabc\\r\\n0\\r\\n\\r\\n ! abc",
                "b\\r\\nABCDEFGHIJK\\r\\n0\\r\\n\\r\\n ! ABCDEFGHIJK",
                "3\\r\\nabc\\r\\n0\\r\\nServer-Timing: 1\\r\\nX: y\\r\\n\\r\\n ! abc",
            })
    void reads_howeverItIsCut(String raw, String expected) throws IOException {
        byte[] bytes = unescape(raw).getBytes(UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertThat(whole(bytes, piece)).as("in pieces of %d", piece).isEqualTo(expected);
        }
        assertThat(excess).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3\\r\\nab",
                "3\\r\\nabc\\r\\n",
                "3\\r\\nabc\\r\\n0\\r\\n",
                "3\\r\\nabcd\\r\\n0\\r\\n\\r\\n",
                "\\r\\n",
                "-1\\r\\n",
                "x\\r\\n",
                ";3\\r\\nabc",
                "1234567890123456\\r\\n",
            })
    void fails_whenItIsNotWhole(String raw) {
        byte[] bytes = unescape(raw).getBytes(UTF_8);
        for (int piece = 1; piece <= Math.max(bytes.length, 1); piece++) {
            int most = piece;
            assertThatThrownBy(() -> whole(bytes, most)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("Extensions and trailers have their bounds")
    void fails_whenWhatIsAroundTheDataIsLong() {
        byte[] extension = ("3;" + "x".repeat(2 * MOST)).getBytes(UTF_8);
        byte[] trailers = ("0\r\n" + "X: y\r\n".repeat(MOST)).getBytes(UTF_8);
        assertThatThrownBy(() -> whole(extension, MOST)).hasMessageContaining("not in chunks");
        assertThatThrownBy(() -> whole(trailers, MOST)).hasMessageContaining("not in chunks");
    }

    @Test
    @DisplayName("Bytes behind the end are told, so that the connection is not used again")
    void tellsOfExcess() throws IOException {
        byte[] bytes = "3\r\nabc\r\n0\r\n\r\nHTTP/1.1 200 OK".getBytes(UTF_8);
        assertThat(whole(bytes, bytes.length)).isEqualTo("abc");
        assertThat(excess).hasValue(1);
    }

    @Test
    @DisplayName("Events that came in chunks of their own are at hand together")
    void hasManyChunksAtHand() throws IOException {
        byte[] bytes = "9\r\ndata: a\n\n\r\n9\r\ndata: b\n\n\r\n0\r\n\r\n".getBytes(UTF_8);
        SseReader reader = new SseReader(body(bytes, bytes.length), MOST);
        assertThat(reader.next().text()).isEqualTo("a");
        assertThat(reader.atHand().text()).isEqualTo("b");
        assertThat(reader.next()).isNull();
    }

    @Test
    void readsWhatItWasMadeOf_whateverTheChunks() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < Effort.of(200, 50_000); i++) {
            byte[] data = new byte[random.nextInt(600)];
            random.nextBytes(data);
            byte[] raw = chunked(data, random);
            assertThat(body(raw, 1 + random.nextInt(raw.length)).readAllBytes()).isEqualTo(data);
        }
    }

    @Test
    void readsTheRest_whenClosed() throws IOException {
        Pieces raw = new Pieces("3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n".getBytes(UTF_8), 4);
        new ChunkedBody(raw::read, excess::incrementAndGet).close();
        assertThat(raw.available()).isZero();
    }

    private String whole(byte[] bytes, int piece) throws IOException {
        return new String(body(bytes, piece).readAllBytes(), UTF_8);
    }

    private ChunkedBody body(byte[] bytes, int piece) {
        return new ChunkedBody(new Pieces(bytes, piece)::read, excess::incrementAndGet);
    }

    private static byte[] chunked(byte[] data, Random random) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int at = 0; at < data.length; ) {
            int size = Math.min(1 + random.nextInt(100), data.length - at);
            raw.writeBytes((Integer.toHexString(size).toUpperCase(Locale.ROOT) + "\r\n").getBytes(UTF_8));
            raw.write(data, at, size);
            raw.writeBytes("\r\n".getBytes(UTF_8));
            at += size;
        }
        raw.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return raw.toByteArray();
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
