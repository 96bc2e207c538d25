package dev.parley.server.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.ChatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PUT-27, E-STR-5: newline-delimited JSON, however it is cut")
class LineReaderTest {
    private static final int MOST = 8 << 20;

    /** In the table \n and \r stand for line ends, and | parts lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{}\\n ! {}",
                "{} ! {}",
                "\ufeff{}\\n{} ! {}|{}",
                "{}\\r\\n{\"a\":1}\\r\\n ! {}|{\"a\":1}",
                "\\n\\n{}\\n\\r\\n\\n{}\\n ! {}|{}",
                "data: {}\\n\\ndata:{}\\n ! {}|{}",
                "data: [DONE]\\n ! [DONE]",
                "data:\\n{}\\n ! {}",
                "  {} \\n ! {}",
                "not json\\n{} ! not json|{}",
                "{\"text\":\"data: x\"}\\n ! {\"text\":\"data: x\"}",
                "{\"text\":\"你好😀\"} ! {\"text\":\"你好😀\"}",
                "\\r\\n ! ''",
                "'' ! ''",
            })
    void readsTheSame_cutAtEveryByte(String stream, String expected) throws IOException {
        byte[] bytes = unescape(stream).getBytes(StandardCharsets.UTF_8);
        List<String> lines = expected.isEmpty() ? List.of() : List.of(expected.split("\\|"));
        for (int cut = 0; cut <= bytes.length; cut++) {
            InputStream first = new ByteArrayInputStream(bytes, 0, cut);
            InputStream rest = new ByteArrayInputStream(bytes, cut, bytes.length - cut);
            assertThat(read(new SequenceInputStream(first, rest)))
                    .as("cut at %d", cut)
                    .isEqualTo(lines);
        }
    }

    @Test
    @DisplayName("A line of almost 8 MiB is read, a longer one is an error")
    void boundsLines() throws IOException {
        String large = "x".repeat(MOST - 1);
        assertThat(read(stream("{}\n" + large + "\n{}"))).containsExactly("{}", large, "{}");
        assertThatThrownBy(() -> read(stream("x".repeat(MOST * 2 + 1))))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("event of more than");
    }

    @Test
    @DisplayName("Gives a further whole line that is at hand")
    void givesWhatIsAtHand() throws IOException {
        LineReader reader = new LineReader(stream("a\nb\n\nc"), MOST);
        assertThat(reader.next().text()).isEqualTo("a");
        assertThat(reader.atHand().text()).isEqualTo("b");
        assertThat(reader.atHand()).as("what may go on").isNull();
        assertThat(reader.next().text()).isEqualTo("c");
        assertThat(reader.next()).isNull();
    }

    private static List<String> read(InputStream in) throws IOException {
        LineReader reader = new LineReader(in, MOST);
        List<String> lines = new ArrayList<>();
        for (SseEvent line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.text());
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
