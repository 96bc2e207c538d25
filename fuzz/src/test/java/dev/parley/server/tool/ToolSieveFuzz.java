package dev.parley.server.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** Calls in a text: however it is cut, the same ones are found, and no text is lost that is not a call's. */
public final class ToolSieveFuzz {
    private static final int HOLD = 256;

    private ToolSieveFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "tool-sieve",
                Seeds.texts(
                        "I look.\n{\"tool_calls\":[{\"name\":\"find\",\"arguments\":{\"q\":\"a\"}}]}\n",
                        "```json\n{\"name\":\"find\",\"arguments\":{}}\n```\nand so on",
                        "<tool_call>{\"name\":\"find\",\"arguments\":\"{}\"}</tool_call>",
                        "[{\"name\":\"find\",\"input\":{}}] [1] {\"a\":",
                        "~~~\n{\"function\":{\"name\":\"f\"}}\n~~~"),
                ToolSieveFuzz::read);
    }

    private static void read(byte[] input) {
        String text = new String(input, UTF_8);
        List<String> whole = told(text, Integer.MAX_VALUE, true);
        List<String> cut = told(text, 1 + Math.floorMod(text.hashCode(), 5), true);
        Laws.check(whole.equals(cut), "cut otherwise, it tells " + cut + " and not " + whole);
        String prose = String.join("", told(text, 3, false));
        Laws.check(prose.equals(text), "text without calls becomes '" + prose + "'");
    }

    /** Text and calls in their order, with neighbouring texts joined. */
    private static List<String> told(String text, int piece, boolean calls) {
        List<String> told = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        SieveOutput out = new SieveOutput() {
            @Override
            public void prose(String more) {
                Laws.check(!more.isEmpty(), "an empty text is told");
                prose.append(more);
            }

            @Override
            public void calls(List<WrittenCall> found) {
                told.add(prose.toString());
                prose.setLength(0);
                for (WrittenCall call : found) {
                    Laws.isJson(call.arguments().getBytes(UTF_8));
                    Laws.check(
                            JsonReader.of(call.arguments()).type() == JsonReader.Type.OBJECT,
                            "arguments are no object");
                    told.add(call.toString());
                }
            }
        };
        ToolSieve sieve =
                new ToolSieve(found -> calls ? found : List.of(), List.of("tool_call", "function_call"), HOLD, out);
        for (int at = 0; at < text.length(); at += Math.min(piece, text.length() - at)) {
            sieve.take(text.substring(at, at + Math.min(piece, text.length() - at)));
        }
        sieve.end();
        told.add(prose.toString());
        return told;
    }
}
