package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.JsonTree;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.LibraryTree;
import dev.parley.fuzz.Seeds;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The facade over the JSON library: one kind of failure, and what was read is written as it was. */
public final class JsonFuzz {
    private static final Pattern HALF = Pattern.compile("(?i)\\\\ud[89a-f]");

    private JsonFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(new FuzzTarget(
                "json",
                Seeds.all(
                        Seeds.fixtures("openai/requests", "request.json"),
                        Seeds.texts(
                                "[1,-0.0,1e400,9223372036854775808,\"\\ud83d\\ude00\\ud800\",null,true,{}]",
                                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
                                "{\"a\":1,\"a\":{\"b\":[]}} ")),
                JsonFuzz::read));
    }

    private static void read(byte[] input) throws Exception {
        asTheLibrary(input);
        byte[] once = Laws.refusing(JsonException.class, () -> copy(input));
        if (once != null) {
            byte[] twice = copy(once);
            Laws.check(
                    java.util.Arrays.equals(once, twice),
                    new String(once, UTF_8) + " becomes " + new String(twice, UTF_8));
            raw(input);
        }
    }

    /** A JSON library takes the same documents but for names with half a surrogate pair, and reads the same of them. */
    private static void asTheLibrary(byte[] input) throws Exception {
        Object ours = Laws.refusing(JsonException.class, () -> JsonTree.of(input));
        Object theirs = LibraryTree.of(input);
        boolean halves =
                theirs == null && HALF.matcher(new String(input, UTF_8)).find();
        Laws.check(
                halves || Objects.equals(ours, theirs), "it is read as " + ours + ", and by the library as " + theirs);
    }

    /** Taken as text, it is one value of the same type. */
    private static void raw(byte[] input) {
        String raw = JsonReader.of(input).raw();
        Laws.check(JsonReader.of(raw).type() == JsonReader.of(input).type(), raw);
        JsonReader.of(input).peek("a", "b");
        JsonReader in = JsonReader.of(input);
        in.skip();
        in.end();
    }

    private static byte[] copy(byte[] input) {
        JsonReader in = JsonReader.of(input);
        byte[] copy = JsonWriter.document(out -> value(in, out));
        in.end();
        return copy;
    }

    private static void value(JsonReader in, JsonWriter out) {
        switch (in.type()) {
            case OBJECT -> {
                out.beginObject();
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    out.name(name);
                    value(in, out);
                }
                out.endObject();
            }
            case ARRAY -> {
                out.beginArray();
                in.beginArray();
                while (in.nextElement()) {
                    value(in, out);
                }
                out.endArray();
            }
            case STRING -> out.value(in.string());
            case NUMBER -> number(in, out);
            case BOOLEAN -> out.value(in.bool());
            case NULL -> {
                out.nullValue();
                in.skip();
            }
        }
    }

    private static void number(JsonReader in, JsonWriter out) {
        double value = in.number();
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.value((long) value);
        } else {
            out.value(value);
        }
    }
}
