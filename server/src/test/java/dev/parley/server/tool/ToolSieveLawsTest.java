package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers are put together of what models write, and cut anywhere. The seed of a failing round is in its message. */
@DisplayName("TOOL-07: the laws of the sieve")
class ToolSieveLawsTest {
    private static final int ROUNDS = 5000;
    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            " ",
            "  ",
            "word ",
            "Let me see: ",
            "😀é",
            "`",
            "```",
            "```json\n",
            "\n```\n",
            "~~~\n",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "{\"a\": [1, {\"b\": null}]}",
            "{\"name\": \"nope\"}",
            "[{\"x\":1},\n",
            "<",
            "<tool",
            "</tool>",
            "<tool_call>",
            "1. ",
            "> ",
            "{\"tool_calls\": [",
            "\\");

    /** One answer, and by their arguments the texts of the calls that may be found in it. */
    private record Answer(String text, Map<String, String> calls) {}

    @Test
    @DisplayName("What comes out does not depend on where the answer is cut")
    void ignoresCuts() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String text = answer(random).text();
            assertThat(Sieved.of(cut(text, random))).as("seed %d", seed).isEqualTo(Sieved.whole(text));
        }
    }

    @Test
    @DisplayName("Text and calls put together are the answer, but for blanks around calls")
    void losesNothing() {
        int called = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Answer answer = answer(new Random(seed));
            List<String> told = Sieved.whole(answer.text());
            StringBuilder rebuilt = new StringBuilder();
            for (String item : told) {
                boolean text = item.startsWith("'");
                called += text ? 0 : 1;
                rebuilt.append(text ? item.substring(1) : answer.calls().get(item));
            }
            boolean calls = told.stream().anyMatch(item -> !item.startsWith("'"));
            assertThat(calls ? squeezed(rebuilt.toString()) : rebuilt.toString())
                    .as("seed %d", seed)
                    .isEqualTo(calls ? squeezed(answer.text()) : answer.text());
        }
        assertThat(called).isGreaterThan(ROUNDS / 5);
    }

    @Test
    @DisplayName("No more is held than may be")
    void holdsBounded() {
        for (int seed = 0; seed < ROUNDS / 10; seed++) {
            Random random = new Random(seed);
            Sieved sieved = Sieved.open();
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                String piece = PIECES.get(random.nextInt(PIECES.size())) + "é".repeat(random.nextInt(60));
                said.append(piece);
                sieved.take(piece);
                assertThat(bytes(said.toString()) - bytes(sieved.soFar()))
                        .as("seed %d", seed)
                        .isBetween(0, Sieved.HOLD);
            }
        }
    }

    private static Answer answer(Random random) {
        StringBuilder text = new StringBuilder();
        Map<String, String> calls = new HashMap<>();
        boolean fenced = random.nextInt(8) == 0;
        int pieces = fenced ? 1 : random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            if (fenced || random.nextInt(4) == 0) {
                String body =
                        random.nextBoolean() ? "{\"n\":%d}".formatted(i) : "{\"n\": \"}\\\"{\\n %d\"}".formatted(i);
                String call = call("{\"name\":\"search\", \"input\":" + body + "}", random.nextInt(4));
                String written = fenced ? "```json\n" + call + "\n```" : call;
                calls.put("search" + body, written);
                text.append(random.nextInt(3) == 0 ? "" : "\n")
                        .append(written)
                        .append(random.nextBoolean() ? "" : "\n");
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return new Answer(text.toString(), calls);
    }

    private static String call(String call, int form) {
        return switch (form) {
            case 0 -> call;
            case 1 -> "[" + call + "]";
            case 2 -> "{\"tool_calls\": [ " + call + "]}";
            default -> "<tool_call>" + call + "</tool_call>";
        };
    }

    private static List<String> cut(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(20);
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
