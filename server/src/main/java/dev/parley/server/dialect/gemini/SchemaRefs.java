package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.gemini.JsonTree.Arr;
import dev.parley.server.dialect.gemini.JsonTree.Obj;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a schema refers to in the place of the reference. A reference to what it stands in is followed so often and
 * no more, and so much is put in place in all and no more, so that the schema stays finite and small.
 */
final class SchemaRefs {
    private static final int DEPTH = 3;
    private static final int MOST = 20_000;
    private static final int LONGEST = 200;
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Obj CUT = new Obj(Map.of(Keyword.TYPE.word, JsonTree.text("object")));

    private final Obj root;
    private final List<String> path = new ArrayList<>();
    private int left = MOST;
    private boolean cut;

    SchemaRefs(Obj root) {
        this.root = root;
    }

    /** Whether a reference could not be followed to its end. */
    boolean cut() {
        return cut;
    }

    /** Comes into what a schema refers to; {@link #leave} must follow if it refers to anything. */
    Obj enter(Obj schema) {
        String ref = schema.text(Keyword.REF.word);
        if (ref.isEmpty()) {
            return schema;
        }
        long inside = path.stream().filter(ref::equals).count();
        path.add(ref);
        JsonTree target = inside < DEPTH && path.size() < LONGEST && left > 0 ? find(ref) : null;
        left -= target == null ? 0 : target.size();
        cut |= target == null;
        Map<String, JsonTree> merged = new LinkedHashMap<>((target instanceof Obj object ? object : CUT).fields());
        merged.putAll(schema.fields());
        merged.remove(Keyword.REF.word);
        Obj whole = new Obj(merged);
        return target instanceof Obj object && object.fields().containsKey(Keyword.REF.word)
                ? chained(whole, object)
                : whole;
    }

    /** Comes out of what the schema referred to. */
    void leave(Obj schema) {
        String ref = schema.text(Keyword.REF.word);
        if (!ref.isEmpty()) {
            path.removeLast();
        }
    }

    /** What is referred to is itself a reference. */
    private Obj chained(Obj whole, Obj target) {
        Obj next = enter(new Obj(Map.of(Keyword.REF.word, JsonTree.text(target.text(Keyword.REF.word)))));
        path.removeLast();
        Map<String, JsonTree> merged = new LinkedHashMap<>(next.fields());
        merged.putAll(whole.fields());
        return new Obj(merged);
    }

    private @Nullable JsonTree find(String ref) {
        if (!ref.startsWith("#")) {
            return null;
        }
        JsonTree at = root;
        for (String step : ref.substring(1).split("/")) {
            at = step.isEmpty() ? at : step(at, unescaped(step));
        }
        return at;
    }

    private static @Nullable JsonTree step(@Nullable JsonTree at, String name) {
        return switch (at) {
            case Obj object -> object.get(name);
            case Arr list
            when name.matches("\\d{1,6}")
                    && Integer.parseInt(name) < list.items().size() ->
                list.items().get(Integer.parseInt(name));
            case null, default -> null;
        };
    }

    /** A pointer's escapes inside a URI's. */
    private static String unescaped(String step) {
        String pointer = ENCODED.matcher(step).replaceAll(SchemaRefs::decoded);
        return pointer.replace("~1", "/").replace("~0", "~");
    }

    private static String decoded(MatchResult escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.group().replace("%", ""));
        return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
    }
}
