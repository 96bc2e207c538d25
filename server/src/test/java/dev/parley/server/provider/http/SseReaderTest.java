package dev.parley.server.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.ChatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("E-STR-4, CLI-11: server-sent events as the standard has them and as hosts send them")
class SseReaderTest {
    private static final int MOST = 64 * 1024;

    /** In the table \n and \r stand for line ends, | parts events, and type=data is an event. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "data: a\\n\\n ! =a",
                "data:a\\n\\n ! =a",
                "data: a\\r\\n\\r\\n ! =a",
                "data: a\\r\\r ! =a",
                "data: a\\n\\ndata: b\\n\\n ! =a|=b",
                "data: a\\n\\n\\n\\ndata: b ! =a|=b",
                "data: a\\ndata: b\\n\\n ! =a~b",
                "event: error\\ndata: a\\n\\n ! error=a",
                "event:x\\ndata: a\\n\\ndata: b\\n\\n ! x=a|=b",
                ": comment\\n\\ndata: a\\n\\n ! =a",
                ": comment\\ndata: a\\n: more\\n\\n ! =a",
                "id: 7\\nretry: 10\\ndata: a\\n\\n ! =a",
                "data\\n\\n ! =",
                "data: a ! =a",
                "data: a\\n ! =a",
                "data: a\\r\\ndata: b\\n\\r\\n ! =a~b",
                "event: lonely\\n\\ndata: a\\n\\n ! =a",
                "data:  two spaces\\n\\n ! = two spaces",
                "dataset: no\\ndata: 你好😀\\n\\n ! =你好😀",
                "\uFEFFdata: a\\n\\n ! =a",
            })
    void reads(String stream, String expected) throws IOException {
        byte[] bytes = unescape(stream).getBytes(StandardCharsets.UTF_8);
        List<String> events = unescape(expected).isEmpty() ? List.of() : List.of(expected.split("\\|", -1));
        assertThat(read(new ByteArrayInputStream(bytes))).isEqualTo(events);
        for (int piece = 1; piece < 5; piece++) {
            assertThat(read(new Pieces(bytes, piece)))
                    .as("in pieces of %d", piece)
                    .isEqualTo(events);
        }
    }

    @Test
    @DisplayName("The same bytes cut at every place give the same events")
    void readsTheSame_atEveryCut() throws IOException {
        String stream = ": hi\r\n\r\nevent: a\r\ndata: {\"x\":\"你😀\"}\r\n\r\ndata: b\ndata: c\n\ndata: [DONE]\r\r";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> whole = read(new ByteArrayInputStream(bytes));
        assertThat(whole).containsExactly("a={\"x\":\"你😀\"}", "=b~c", "=[DONE]");
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(read(new Pieces(bytes, cut))).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    @DisplayName("An event over the limit is an error, within the limit it is not")
    void boundsEvents() throws IOException {
        String large = "x".repeat(MOST - 100);
        assertThat(read(stream("data: " + large + "\n\n"))).containsExactly("=" + large);
        assertThatThrownBy(() -> read(stream("data: " + "x".repeat(MOST * 3))))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("event of more than");
        assertThatThrownBy(() -> read(stream("data: aaaaaaaa\n".repeat(MOST))))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("event of more than");
    }

    @Test
    @DisplayName("Gives a further whole event that is at hand")
    void givesWhatIsAtHand() throws IOException {
        SseReader reader = new SseReader(stream("data: a\n\n: hi\n\ndata: b\r\n\r\n: ho\n\ndata: c"), MOST);
        assertThat(reader.next().text()).isEqualTo("a");
        assertThat(reader.atHand().text()).isEqualTo("b");
        assertThat(reader.atHand()).as("a comment, and what may go on").isNull();
        assertThat(reader.next().text()).isEqualTo("c");
        assertThat(reader.next()).isNull();
    }

    private static List<String> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in, MOST);
        List<String> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event.type() + '=' + event.text().replace('\n', '~'));
        }
        return events;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
