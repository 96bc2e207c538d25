package dev.parley.server.wires;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A request of the size and the shape that a coding agent sends (CLI-03). */
final class AgentRequest {
    private static final String CACHED = ",\"cache_control\":{\"type\":\"ephemeral\"}";
    private static final String PROSE = "Read the file before you change it, and keep to the style around it. ";

    private AgentRequest() {}

    /** The request for a model: a first turn of nine blocks, a tool called with a thought before it, and its result. */
    static String to(String model, boolean stream) {
        return """
                {"model":"%s","max_tokens":32000,%s\
                "system":[%s],\
                "messages":[{"role":"user","content":[%s]},{"role":"assistant","content":[%s]},{"role":"user","content":[%s]}],\
                "tools":[%s],\
                "metadata":{"user_id":"user_made-up_account__session_made-up"},\
                "thinking":{"type":"enabled","budget_tokens":31999,"display":"omitted"},\
                "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]}}""".formatted(
                        model,
                        stream ? "\"stream\":true," : "",
                        blocks(3, 5000, CACHED),
                        blocks(9, 4500, ""),
                        "{\"type\":\"thinking\",\"thinking\":\"The file first.\",\"signature\":\"c2lnbmVk\"},"
                                + "{\"type\":\"tool_use\",\"id\":\"toolu_01\",\"name\":\"tool_0\",\"input\":{\"path\":\"a/b.txt\",\"line\":12345678901234567890}}",
                        "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_01\",\"content\":[" + blocks(1, 8000, "")
                                + "]" + CACHED + "},{\"type\":\"text\",\"text\":\"Go on.\"}",
                        tools());
    }

    private static String blocks(int count, int size, String more) {
        return each(count, i -> "{\"type\":\"text\",\"text\":\"" + i + ". " + prose(size) + '"' + more + '}');
    }

    private static String tools() {
        return each(12, i -> """
                {"name":"tool_%d","description":"%s","defer_loading":%s,\
                "input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",\
                "properties":{"path":{"type":"string","description":"%s"},"line":{"type":"integer","minimum":0}},\
                "required":["path"],"additionalProperties":false}}""".formatted(i, prose(1200), i > 5, prose(500)));
    }

    private static String each(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining(","));
    }

    private static String prose(int size) {
        return PROSE.repeat(size / PROSE.length() + 1).substring(0, size).replaceAll("\\s$", ".");
    }

    /** The texts of it that no host may miss. */
    static List<String> essentials() {
        return List.of("8. " + prose(100), "tool_11", "a/b.txt", "12345678901234567890", "toolu_01", "Go on.");
    }
}
