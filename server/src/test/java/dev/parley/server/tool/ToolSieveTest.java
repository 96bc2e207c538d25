package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TOOL-04..TOOL-08: what of an answer is a call")
class ToolSieveTest {
    private static final String CALL = "{\"name\":\"search\",\"input\":{\"q\":1}}";
    private static final String MADE = "search{\"q\":1}";

    static Stream<Arguments> calls() {
        return Stream.of(
                row("TOOL-04 (a): an object with tool_calls", "{\"tool_calls\":[" + CALL + "]}", MADE),
                row(
                        "TOOL-04 (a), TOOL-10: several, and fields beside",
                        "{\"content\": null, \"tool_calls\": [\n  " + CALL + ",\n  "
                                + "{\"id\":\"x\",\"name\":\"get_weather\",\"why\":\"so\",\"input\":{\"city\":\"Rome\"}}]}\n",
                        MADE,
                        "get_weather{\"city\":\"Rome\"}"),
                row("TOOL-04 (b): a single call", " \n" + CALL + "\n", MADE),
                row("TOOL-04 (c): a list", "[" + CALL + ", " + CALL + "]", MADE, MADE),
                row("TOOL-04 (d): one fenced block", "```json\n{\"tool_calls\":[" + CALL + "]}\n```\n", MADE),
                row("TOOL-04 (d): without a language", "\n~~~\n[" + CALL + "]\n~~~", MADE),
                row("TOOL-04 (e): JSON in a tag", "<tool_call>\n" + CALL + "\n</tool_call>", MADE),
                row(
                        "TOOL-04 (e), TOOL-10: several tags",
                        "<tool_call id=\"7\">" + CALL + "</tool_call>\n<tool>[" + CALL + "]</tool>",
                        MADE,
                        MADE),
                row("TOOL-04 (e): the name beside", "<tool name=\"search\">{\"q\":1}</tool>", MADE),
                row("TOOL-04 (e): XML", "<tool><name>search</name><args>{\"q\":1}</args></tool>", MADE),
                row("arguments", "{\"name\":\"search\",\"arguments\":{\"q\":1}}", MADE),
                row("args", "{\"name\":\"search\",\"args\":{\"q\":1}}", MADE),
                row("parameters", "{\"parameters\":{\"q\":1},\"name\":\"search\"}", MADE),
                row("params", "{\"name\":\"search\",\"params\":{\"q\":1}}", MADE),
                row(
                        "OpenAI's own form",
                        "{\"id\":\"c\",\"type\":\"function\",\"function\":"
                                + "{\"name\":\"search\",\"arguments\":\"{\\\"q\\\":1}\"}}",
                        MADE),
                row(
                        "arguments that are no JSON",
                        "{\"name\":\"search\",\"input\":\"Rome \\\"2\\\"\"}",
                        "search{\"_raw\":\"Rome \\\"2\\\"\"}"),
                row("arguments that are no object", "{\"name\":\"search\",\"input\":\"5\"}", "search{\"_raw\":\"5\"}"),
                row("no arguments", "{\"name\":\"search\"}", "search{}"),
                row("empty arguments", "{\"name\":\"search\",\"arguments\":\"\"}", "search{}"),
                row("null arguments", "{\"name\":\"search\",\"arguments\":null}", "search{}"),
                row(
                        "E-TOOL-2: numbers and key order stay",
                        "{\"name\":\"search\",\"input\":{\"z\":1.0, \"a\":12345678901234567890}}",
                        "search{\"z\":1.0, \"a\":12345678901234567890}"),
                row("TOOL-05: another case", "{\"name\":\"GET_Weather\"}", "get_weather{}"),
                row("TOOL-05: the exact case first", "{\"name\":\"Search\"}", "Search{}"),
                row("TOOL-05: some declared", "[{\"name\":\"nope\"}," + CALL + "]", MADE),
                row("TOOL-08: text before", "Let me look.\n\n" + CALL, "'Let me look.\n\n", MADE),
                row("TOOL-08: text behind", CALL + "\n\nThat was it.", MADE, "'\n\nThat was it."),
                row("TOOL-10: one behind the other", CALL + "\n" + CALL + CALL, MADE, MADE, MADE),
                row("TOOL-06: cue words", "For example, a demo:\n" + CALL, "'For example, a demo:\n", MADE),
                row(
                        "a call behind a fenced block",
                        "See:\n```\n" + CALL + "\n```\n" + CALL,
                        "'See:\n```\n" + CALL + "\n```\n",
                        MADE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void finds(String what, String answer, List<String> told) {
        assertThat(Sieved.whole(answer)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Hello.",
                "{\"name\":\"nope\",\"input\":{}}",
                "{\"name\":\"SEARCH\",\"input\":{}}",
                "{\"name\":\"search\",\"price\":3}",
                "{\"answer\":{\"name\":\"search\",\"input\":{}}}",
                "{\n\"answer\":\n{\"name\":\"search\"}\n}",
                "{\"tool_calls\":[]}",
                "{\"tool_calls\":\"search\"}",
                "{\"tool_calls\":[1,{\"name\":\"search\"}]}",
                "[{\"name\":\"search\"},{\"a\":1}]",
                "{\"name\":\"search\",\"input\":{\"q\":1}",
                "{\"name\":\"search\",\"input\":{\"q\":1}]",
                "{ int x;\n}",
                "[a link](https://example.com)",
                "Say {\"name\":\"search\",\"input\":{}}",
                "An example:\n```json\n{\"tool_calls\":[{\"name\":\"search\",\"input\":{}}]}\n```\nDone.",
                "An example: ```json\n{\"name\":\"search\"}\n```",
                "1. ```\n   {\"name\":\"search\"}\n   ```",
                "> ```\n{\"name\":\"search\"}\n```",
                "````\n```\n{\"name\":\"search\"}\n```\n````",
                "```json\n{\"name\":\"search\"}\n```\nThat is the form.",
                "```json\n{\"name\":\"search\"}",
                "```python\nprint(1)\n```\n",
                "``{\"name\":\"search\"}``",
                "<tool_call>{\"name\":\"nope\"}</tool_call>",
                "<tool_call>search</tool_call>",
                "<tool_call>{\"name\":\"search\"}",
                "<tools>{\"name\":\"search\"}</tools>",
                "<p>{\"name\":\"search\"}</p>",
            })
    @DisplayName("TOOL-05..TOOL-07: what is no call goes out unchanged")
    void leavesText(String answer) {
        assertThat(Sieved.whole(answer)).isEqualTo(answer.isEmpty() ? List.of() : List.of("'" + answer));
    }

    @Test
    @DisplayName("TOOL-07: what is longer than may be held is text, and so is all that is in it")
    void releasesLongText() {
        String long1 = "{\"name\":\"search\",\"input\":{\"q\":\"" + "x".repeat(Sieved.HOLD)
                + "\",\n{\"name\":\"search\"}\n:1}}";
        assertThat(Sieved.whole(long1 + "\n" + CALL)).hasSize(2).last().isEqualTo(MADE);
        assertThat(Sieved.whole(" ".repeat(2 * Sieved.HOLD) + "x")).hasSize(1);
    }

    @Test
    @DisplayName("TOOL-07: text that cannot be a call flows at once, piece by piece")
    void flowsAtOnce() {
        Sieved sieved = Sieved.open();
        StringBuilder said = new StringBuilder();
        for (String piece : List.of(
                "I ",
                "see",
                ".\n",
                "- a\n",
                "  ",
                "b {",
                "\"name\"",
                ":1}\n",
                "`x`",
                "\n{",
                "x",
                "\n[",
                "1",
                ",2]\n",
                "<",
                "p",
                ">\n",
                "```",
                "py\n",
                "{\"name\"",
                ":\"search\"}\n",
                "```",
                "\nend")) {
            sieved.take(piece);
            said.append(piece);
            boolean mayBegin = piece.equals("\n{") || piece.equals("\n[") || piece.equals("<");
            assertThat(sieved.soFar()).as(piece).hasSize(said.length() - (mayBegin ? 1 : 0));
        }
        assertThat(sieved.all()).containsExactly("'" + said);
    }

    private static Arguments row(String what, String answer, String... told) {
        return Arguments.of(what, answer, List.of(told));
    }
}
