package dev.parley.server.coverage;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A request of the size and the shape that a coding agent posts to the Responses API (CLI-04). */
final class AgentPost {
    private static final String PROSE = "Read the file before you change it, and keep to the style around it. ";

    private AgentPost() {}

    /** The first: instructions, two developer items, what the user wants, and the tools. */
    static String first(String model, boolean stream) {
        return post(model, stream, opening());
    }

    /** The next one, with no word of the first but its own: what the model thought, called, and got. */
    static String next(String model, boolean stream) {
        return post(model, stream, opening() + "," + """
                {"type":"reasoning","summary":[{"type":"summary_text","text":"The file first."}],"content":null,\
                "encrypted_content":"c2VhbGVk"},\
                {"type":"function_call","name":"tool_0","arguments":"{\\"path\\":\\"a/b.txt\\",\\"line\\":12345678901234567890}",\
                "call_id":"call_of_the_agent"},\
                {"type":"function_call_output","call_id":"call_of_the_agent","output":"Exit code: 0\\nOutput:\\n%s"},\
                {"type":"custom_tool_call","name":"apply_patch","input":"*** Begin Patch","call_id":"call_patch"},\
                {"type":"custom_tool_call_output","call_id":"call_patch","output":"Done."},\
                {"type":"message","role":"assistant","content":[{"type":"output_text","text":"It is done."}]},\
                {"type":"message","role":"user","content":[{"type":"input_text","text":"Go on."}]}""".formatted(prose(6000)));
    }

    /** The texts of the first that no host may miss. */
    static List<String> essentials() {
        return List.of(
                "You are an agent.", "Sandbox", "AGENTS", "Mend the test.", "tool_5", "apply_patch", "open_page");
    }

    /** Those of the next. */
    static List<String> conversation() {
        return List.of("a/b.txt", "12345678901234567890", "Exit code: 0", "*** Begin Patch", "It is done.", "Go on.");
    }

    private static String post(String model, boolean stream, String input) {
        return """
                {"model":"%s","instructions":"You are an agent. %s","input":[%s],"tools":[%s],\
                "tool_choice":"auto","parallel_tool_calls":false,"reasoning":{"effort":"medium","summary":"auto"},\
                "store":false,"stream":%s,"include":["reasoning.encrypted_content"],"text":{"verbosity":"low"},\
                "prompt_cache_key":"a-made-up-conversation","client_metadata":{"installation":"made-up","turn":1}}""".formatted(model, prose(12_000), input, tools(), stream);
    }

    private static String opening() {
        return """
                {"type":"message","role":"developer","content":[{"type":"input_text","text":"Sandbox: %s"}]},\
                {"type":"message","role":"developer","content":[{"type":"input_text","text":"AGENTS: %s"}]},\
                {"type":"message","role":"user","content":[{"type":"input_text","text":"<environment>%s</environment>"},\
                {"type":"input_text","text":"Mend the test."}]}""".formatted(prose(4000), prose(6000), prose(500));
    }

    private static String tools() {
        return each(6, i -> """
                {"type":"function","name":"tool_%d","description":"%s","strict":false,"parameters":{"type":"object",\
                "properties":{"path":{"type":"string","description":"%s"},"line":{"type":"integer","minimum":0}},\
                "required":["path"],"additionalProperties":false}}""".formatted(i, prose(1200), prose(400))) + """
                ,{"type":"custom","name":"apply_patch","description":"%s",\
                "format":{"type":"grammar","syntax":"lark","definition":"start: begin"}},\
                {"type":"namespace","name":"browser","description":"Pages of the web.","tools":[\
                {"type":"function","name":"open_page","description":"Opens a page.","strict":false,\
                "parameters":{"type":"object","properties":{"url":{"type":"string"}}}}]},\
                {"type":"web_search","external_web_access":true},{"type":"local_shell"}""".formatted(prose(800));
    }

    private static String each(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining(","));
    }

    private static String prose(int size) {
        return PROSE.repeat(size / PROSE.length() + 1).substring(0, size).strip();
    }
}
