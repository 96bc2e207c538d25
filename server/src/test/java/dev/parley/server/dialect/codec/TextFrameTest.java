package dev.parley.server.dialect.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.http.SseReader;
import dev.parley.testkit.Effort;
import dev.parley.testkit.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag(Effort.TAG)
@DisplayName("Frames that differ in their text alone are read by the short way as by the long one")
class TextFrameTest {
    private static final int MOST = 1 << 20;
    private static final byte[] BYTES = "\"\\{}[]:,a0 \n\t\u007f\u00e4\u00c3\u00bf\u0001n".getBytes(ISO_8859_1);

    /** All streams of a dialect's fixtures. */
    record Talk(String dialect, SouthDialect reads, List<SseEvent> frames) {
        static Stream<Talk> all() {
            return Stream.concat(
                    of("openai", new OpenAiDialect(OpenAiStyle.STANDARD, () -> "made")),
                    of("claude", new ClaudeDialect(() -> "made", request -> 0)));
        }

        private static Stream<Talk> of(String dialect, SouthDialect reads) {
            return Fixtures.cases(dialect + "/answers").stream()
                    .filter(test -> test.has("stream.sse"))
                    .map(test -> new Talk(dialect + ' ' + test, reads, frames(test.text("stream.sse"))));
        }

        private static List<SseEvent> frames(String sse) {
            List<SseEvent> frames = new ArrayList<>();
            SseReader reader = new SseReader(new ByteArrayInputStream(sse.getBytes(UTF_8)), MOST);
            try {
                for (SseEvent frame = reader.next(); frame != null; frame = reader.next()) {
                    frames.add(frame);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return frames;
        }

        @Override
        public String toString() {
            return dialect;
        }
    }

    private static Stream<Talk> talks() {
        return Talk.all();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '|',
            value = {
                "{`t`:`one`,`x`:1} ! one ! {`t`:`two`,`x`:1} ! two",
                "{`t`:`one`} ! one ! {`t`:``} ! ''",
                "{`t`:`one`} ! one ! {`t`:`你好😀 ä`} ! 你好😀 ä",
                "{`t`:`one`} ! one ! {`t`:`a\\nb`} !",
                "{`t`:`one`} ! one ! {`t`:`a`,`u`:`b`} !",
                "{`t`:`one`} ! one ! {`s`:`two`} !",
                "{`t`:`one`} ! one ! {`t`:`two`}x !",
                "{`t`:`one`} ! one ! {`t`:} !",
                "{`t`:`one`} ! one ! {`t`:`a�b`} !",
            })
    void findsTheText(String first, String text, String other, String expected) {
        String json = first.replace('`', '"');
        int from = json.indexOf(text);
        TextFrame frame = new TextFrame(json.getBytes(UTF_8), from, from + text.length());
        String found = frame.textOf(other.replace('`', '"').getBytes(UTF_8));
        assertThat(found).isEqualTo("''".equals(expected) ? "" : expected);
    }

    @ParameterizedTest
    @MethodSource("talks")
    void readsEveryFixtureTheSame(Talk talk) {
        assertThat(read(talk, talk.frames())).isEqualTo(read(talk, apart(talk.frames())));
    }

    @Test
    void readsTheSame_whateverIsChanged() {
        List<Talk> talks = talks().filter(talk -> !talk.frames().isEmpty()).toList();
        Random random = new Random(11);
        for (int i = 0; i < Effort.of(2_000, 300_000); i++) {
            Talk talk = talks.get(random.nextInt(talks.size()));
            List<SseEvent> frames = new ArrayList<>(talk.frames());
            int at = random.nextInt(frames.size());
            frames.add(at + 1, changed(frames.get(at), random));
            assertThat(read(talk, frames)).as("%s, round %d", talk, i).isEqualTo(read(talk, apart(frames)));
        }
    }

    /** The same frames, none of which ends as the one before it: all go the long way. */
    private static List<SseEvent> apart(List<SseEvent> frames) {
        List<SseEvent> apart = new ArrayList<>();
        for (SseEvent frame : frames) {
            byte[] longer = Arrays.copyOf(frame.data(), frame.data().length + 1 + apart.size() % 2);
            Arrays.fill(longer, frame.data().length, longer.length, (byte) ' ');
            apart.add(new SseEvent(frame.type(), longer));
        }
        return apart;
    }

    private static List<Object> read(Talk talk, List<SseEvent> frames) {
        List<Object> seen = new ArrayList<>();
        EventReader reader = talk.reads().eventReader();
        try {
            for (SseEvent frame : frames) {
                reader.read(frame, seen::add);
            }
            reader.end((ChatEvent event) -> seen.add(event));
        } catch (ChatException e) {
            seen.add(e.code() + " " + e.error().getReason());
        }
        return seen;
    }

    private static SseEvent changed(SseEvent frame, Random random) {
        byte[] data = frame.data();
        if (data.length == 0) {
            return frame;
        }
        int at = random.nextInt(data.length);
        byte[] bytes = new byte[random.nextInt(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = BYTES[random.nextInt(BYTES.length)];
        }
        int cut = Math.min(random.nextInt(3), data.length - at);
        byte[] changed = new byte[data.length - cut + bytes.length];
        System.arraycopy(data, 0, changed, 0, at);
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        System.arraycopy(data, at + cut, changed, at + bytes.length, data.length - at - cut);
        return new SseEvent(frame.type(), changed);
    }
}
