package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.Streams;
import dev.parley.server.dialect.gemini.GeminiDialect;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("E-STR-4, E-STR-5: a stream cut at any byte gives the same events, in every dialect")
class StreamCutTest {
    private record Dialect(String folder, Supplier<SouthDialect> make) {}

    private static final List<Dialect> DIALECTS = List.of(
            new Dialect("claude/answers", ClaudeAnswerCase::dialect),
            new Dialect("openai/answers", ClaudeAnswerCase::openAi),
            new Dialect("gemini/answers", StreamCutTest::gemini));

    record Cut(Fixtures.Case test, Supplier<SouthDialect> make) {
        @Override
        public String toString() {
            return test.toString();
        }
    }

    private static Stream<Cut> streams() {
        return DIALECTS.stream()
                .flatMap(dialect -> Fixtures.cases(dialect.folder).stream()
                        .filter(test -> test.has("stream.sse") && !test.has("error.txtpb"))
                        .map(test -> new Cut(test, dialect.make)));
    }

    private static SouthDialect gemini() {
        AtomicInteger made = new AtomicInteger();
        return new GeminiDialect(() -> "made_" + made.incrementAndGet());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsTheSameEvents_whereverItIsCut(Cut cut) {
        String sse = cut.test.text("stream.sse");
        List<ChatEvent> events = Streams.read(cut.make.get(), sse);
        byte[] bytes = sse.getBytes(UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            assertThat(Streams.readCut(cut.make.get(), bytes, at))
                    .as("cut at %d", at)
                    .isEqualTo(events);
        }
    }
}
