package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The class's end is part of it: then streams and logs of all cases are looked at. */
@DisplayName("faults 28 to 96: bad input is refused where it is wrong, and harms nothing else")
@Tag(Effort.TAG)
class BadInputTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "bad input");

    /** For what has no bound of its own. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    private static final List<ChatRow> CHATS =
            Stream.of(JsonRows.all(), ChatRows.all()).flatMap(List::stream).toList();
    private static final List<CallRow> CALLS = Stream.of(
                    FileRows.all(), AccessRows.all(), AdminRows.all(), LiveRows.all())
            .flatMap(List::stream)
            .toList();

    @TempDir
    private static Path folder;

    private static Bench bench;
    private static OpenStreams streams;

    @BeforeAll
    static void start() throws IOException {
        bench = new Bench(folder);
        streams = new OpenStreams(bench.wire, bench.over);
    }

    @AfterAll
    static void stop() throws IOException {
        streams.checkUnharmed();
        streams.close();
        bench.close();
        bench.log.checkClean();
        PAGE.keep(BadInputPage.of(CHATS, CALLS));
    }

    static List<ChatRow> chats() {
        return CHATS;
    }

    static List<CallRow> calls() {
        return CALLS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chats")
    void answersChats(ChatRow row) {
        row.sent().forEach((front, sent) -> {
            for (Protocol protocol : front == Front.GRPC ? List.of(Protocol.HTTP_2) : List.of(Protocol.values())) {
                play(front, protocol, sent);
                assertThat(bench.wire
                                .chat(front, protocol, front.good().getBytes(UTF_8))
                                .status())
                        .isEqualTo(200);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void answersCalls(CallRow row) throws Exception {
        String before = bench.stored();
        for (Protocol protocol : Protocol.values()) {
            row.play().on(bench, protocol);
            assertThat(bench.wire
                            .chat(Front.OPENAI, protocol, Front.OPENAI.good().getBytes(UTF_8))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(bench.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void hasEveryCase(Section section) {
        List<Integer> numbers = Stream.concat(
                        CHATS.stream().map(ChatRow::number), CALLS.stream().map(CallRow::number))
                .toList();
        assertThat(numbers).containsAll(section.numbers());
    }

    private static void play(Front front, Protocol protocol, Sent sent) {
        bench.upstream.forget();
        Got got = bench.wire.chat(front, protocol, sent.body().get());
        assertThat(got.status()).as("%s %s: %s", front, protocol, got.body()).isEqualTo(sent.status());
        assertThat(got.took()).isLessThan(ANSWERED_WITHIN);
        if (sent.isRefused()) {
            got.checkRefused(sent.status(), sent.word());
            front.checkShape(Json.read(got.body()));
        }
        assertThat(bench.upstream.requests()).as("%s %s", front, protocol).hasSize(sent.isRefused() ? 0 : 1);
    }
}
