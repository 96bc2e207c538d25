package dev.parley.server.delivery;

import static dev.parley.server.delivery.Events.call;
import static dev.parley.server.delivery.Events.completed;
import static dev.parley.server.delivery.Events.delta;
import static dev.parley.server.delivery.Events.done;
import static dev.parley.server.delivery.Events.finished;
import static dev.parley.server.delivery.Events.started;
import static dev.parley.server.delivery.Events.text;
import static dev.parley.server.delivery.Events.thought;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Heartbeat;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.EventGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-42: a whole answer told as a stream")
class FakeTurnTest {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final List<String> GRAPHEMES = List.of(
            "a",
            " ",
            "\r\n",
            "é",
            "e\u0301",
            "a\u0328\u0301",
            "字",
            "語",
            "한",
            "\u1112\u1161\u11ab",
            "🙂",
            "👩‍👩‍👧‍👦",
            "🏳️‍🌈",
            "🇫🇷",
            "👍🏽",
            "नि",
            "\u200b",
            "𝄞");

    @ParameterizedTest
    @CsvSource({
        "abcdef, 2, ab|cd|ef",
        "abcde, 2, ab|cd|e",
        "ab, 20, ab",
        "ab, 0, a|b",
        "字語字, 2, 字語|字",
        "a👩‍👩‍👧‍👦b, 2, a|👩‍👩‍👧‍👦|b",
        "x👍🏽y, 3, x👍🏽|y",
    })
    void cutsBetweenGraphemes(String text, int most, String chunks) {
        assertThat(String.join("|", texts(most, delta(text)))).isEqualTo(chunks);
    }

    @Test
    void losesNothing_andSplitsNoGrapheme_whateverTheText() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            List<ChatEvent> pieces = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                String piece = GRAPHEMES.get(random.nextInt(GRAPHEMES.size()));
                text.append(piece);
                pieces.add(delta(piece));
            }
            int most = 1 + random.nextInt(7);
            List<String> chunks = texts(most, pieces.toArray(ChatEvent[]::new));
            assertThat(String.join("", chunks)).isEqualTo(text.toString());
            assertThat(chunks.stream().flatMap(FakeTurnTest::graphemes))
                    .containsExactlyElementsOf(graphemes(text.toString()).toList());
            assertThat(chunks)
                    .allMatch(chunk -> chunk.codePointCount(0, chunk.length()) <= most
                            || graphemes(chunk).count() == 1);
        }
    }

    @Test
    @DisplayName("GM-42: thoughts and calls in chunks of their own, the same grammar and usage, the same answer")
    void keepsEverythingElse() {
        List<ChatEvent> whole = List.of(
                started(),
                thought(0),
                delta("a long "),
                delta("thought"),
                done(),
                text(1),
                delta("hello"),
                delta(PartDelta.newBuilder().setText(" you").setLogprobsJson("{\"content\":[]}")),
                ChatEvent.newBuilder()
                        .setHeartbeat(Heartbeat.getDefaultInstance())
                        .build(),
                delta(" there"),
                done(),
                call(2),
                delta(PartDelta.newBuilder().setArgumentsJson("{\"q\":")),
                delta(PartDelta.newBuilder().setArgumentsJson("1}")),
                done(),
                finished(FinishReason.FINISH_REASON_TOOL_CALLS),
                completed(3, 4));
        List<ChatEvent> told = told(4, whole);
        assertThat(told)
                .filteredOn(ChatEvent::hasPartDelta)
                .extracting(event -> event.getPartDelta().getText()
                        + event.getPartDelta().getArgumentsJson()
                        + event.getPartDelta().getLogprobsJson())
                .containsExactly("a long thought", "hell", "o", " you{\"content\":[]}", " the", "re", "{\"q\":1}");
        EventGrammar grammar = new EventGrammar();
        told.forEach(grammar::check);
        assertThat(folded(told)).isEqualTo(folded(whole));
    }

    private static Object folded(List<ChatEvent> events) {
        ChatAccumulator fold = new ChatAccumulator();
        events.forEach(fold::add);
        return fold.response();
    }

    private static List<String> texts(int most, ChatEvent... deltas) {
        List<ChatEvent> events = new ArrayList<>(List.of(text(0)));
        events.addAll(List.of(deltas));
        return told(most, events).stream()
                .filter(ChatEvent::hasPartDelta)
                .map(event -> event.getPartDelta().getText())
                .toList();
    }

    private static List<ChatEvent> told(int most, List<ChatEvent> events) {
        FakeTurn turn = new FakeTurn(most);
        events.forEach(turn::take);
        turn.end();
        List<ChatEvent> told = new ArrayList<>();
        for (ChatEvent event = turn.poll(); event != null; event = turn.poll()) {
            told.add(event);
        }
        return told;
    }

    private static Stream<String> graphemes(String text) {
        return GRAPHEME.matcher(text).results().map(MatchResult::group);
    }
}
