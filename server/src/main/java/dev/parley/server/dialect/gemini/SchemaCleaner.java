package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.gemini.JsonTree.Arr;
import dev.parley.server.dialect.gemini.JsonTree.Leaf;
import dev.parley.server.dialect.gemini.JsonTree.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says a JSON schema in the words that hosts take, see {@link Keyword}, from its root down. */
final class SchemaCleaner {
    private static final Leaf TRUE = new Leaf("true");
    private static final String NULL = "null";

    /** As deep as a schema without references can be, and deeper than any that is meant. */
    private static final int DEEPEST = 100;

    /** The formats that hosts know. */
    private static final Set<String> FORMATS = Set.of("float", "double", "int32", "int64", "enum", "date-time");

    private final SchemaRefs refs;
    private boolean unsayable;
    private boolean lost;
    private int depth;

    SchemaCleaner(Obj root) {
        refs = new SchemaRefs(root);
    }

    /** Whether the words that hosts take cannot say what values there may be. */
    boolean unsayable() {
        return unsayable;
    }

    /** Whether constraints were left out. */
    boolean lost() {
        return lost || refs.cut();
    }

    /** What the schema is in those words. */
    JsonTree clean(@Nullable JsonTree schema) {
        if (!(schema instanceof Obj object) || depth > DEEPEST) {
            unsayable = true;
            return new Obj(Map.of());
        }
        depth++;
        List<Obj> entered = new ArrayList<>();
        Obj clean = new Obj(fields(flat(object, entered)));
        entered.forEach(refs::leave);
        depth--;
        boolean typed =
                clean.fields().containsKey(Keyword.TYPE.word) || clean.fields().containsKey(Keyword.ANY_OF.word);
        boolean listOfAnything =
                clean.text(Keyword.TYPE.word).equalsIgnoreCase("array") && clean.get(Keyword.ITEMS.word) == null;
        unsayable |= !typed || listOfAnything;
        return clean;
    }

    /** The schema with what it refers to, and all that it must be at once, put in place. */
    private Obj flat(Obj schema, List<Obj> entered) {
        entered.add(schema);
        Obj whole = refs.enter(schema);
        if (!(whole.get(Keyword.ALL_OF.word) instanceof Arr members)) {
            return whole;
        }
        Map<String, JsonTree> merged = new LinkedHashMap<>(whole.fields());
        merged.remove(Keyword.ALL_OF.word);
        for (JsonTree member : members.items()) {
            if (member instanceof Obj object) {
                flat(object, entered)
                        .fields()
                        .forEach((word, value) -> merged.merge(word, value, (a, b) -> both(word, a, b)));
            }
        }
        return new Obj(merged);
    }

    /** Both of two values of one word: all properties and all names; of anything else the first. */
    private JsonTree both(String word, JsonTree first, JsonTree second) {
        if (first instanceof Obj some && second instanceof Obj more) {
            Map<String, JsonTree> all = new LinkedHashMap<>(more.fields());
            all.putAll(some.fields());
            return new Obj(all);
        }
        if (first instanceof Arr some && second instanceof Arr more) {
            return new Arr(
                    Stream.concat(some.items().stream(), more.items().stream()).toList());
        }
        Keyword keyword = Keyword.of(word);
        lost |= !first.equals(second) && (keyword == null || keyword.constrains());
        return first;
    }

    private Map<String, JsonTree> fields(Obj schema) {
        Map<String, JsonTree> clean = new LinkedHashMap<>();
        schema.fields().forEach((word, value) -> {
            Keyword keyword = Keyword.of(word);
            if (keyword == null) {
                lost = true;
            } else if (keyword.use == Keyword.Use.KEPT) {
                clean.put(word, value);
            } else if (keyword.use == Keyword.Use.REWRITTEN) {
                rewrite(keyword, value, schema, clean);
            }
        });
        infer(clean);
        return clean;
    }

    private void rewrite(Keyword keyword, JsonTree value, Obj schema, Map<String, JsonTree> clean) {
        switch (keyword) {
            case TYPE -> type(value, clean);
            case FORMAT -> format(value, clean);
            case ENUM -> choice(value instanceof Arr list ? list.items() : List.of(), clean);
            case CONST -> choice(List.of(value), clean);
            case ITEMS -> clean.put(keyword.word, clean(value));
            case PROPERTIES -> clean.put(keyword.word, properties(value));
            case REQUIRED, ORDER -> named(keyword, value, schema, clean);
            case ANY_OF, ONE_OF -> anyOf(value, clean);
            case ADDITIONAL -> lost |= value instanceof Obj;
            default -> lost = true;
        }
    }

    private void type(JsonTree value, Map<String, JsonTree> clean) {
        if (value instanceof Leaf) {
            clean.put(Keyword.TYPE.word, value);
            return;
        }
        List<JsonTree> types = value instanceof Arr list ? list.items() : List.of();
        List<JsonTree> others =
                types.stream().filter(Predicate.not(SchemaCleaner::isNull)).toList();
        if (others.size() < types.size()) {
            clean.put(Keyword.NULLABLE.word, TRUE);
        }
        if (others.size() == 1) {
            clean.put(Keyword.TYPE.word, others.getFirst());
        } else {
            unsayable = true;
        }
    }

    private static boolean isNull(JsonTree type) {
        return type instanceof Leaf leaf && (leaf.isNull() || leaf.text().equals(NULL));
    }

    private void format(JsonTree value, Map<String, JsonTree> clean) {
        if (value instanceof Leaf leaf && FORMATS.contains(leaf.text())) {
            clean.put(Keyword.FORMAT.word, value);
        } else {
            lost = true;
        }
    }

    private void choice(List<JsonTree> values, Map<String, JsonTree> clean) {
        List<JsonTree> texts = new ArrayList<>();
        for (JsonTree value : values) {
            if (value instanceof Leaf leaf && leaf.isText()) {
                texts.add(leaf);
            } else if (value instanceof Leaf leaf && leaf.isNull()) {
                clean.put(Keyword.NULLABLE.word, TRUE);
            } else {
                unsayable = true;
            }
        }
        // Hosts refuse an empty string among the choices.
        unsayable |= texts.stream().anyMatch(text -> ((Leaf) text).text().isEmpty());
        if (!texts.isEmpty()) {
            clean.put(Keyword.ENUM.word, new Arr(texts));
            clean.putIfAbsent(Keyword.TYPE.word, JsonTree.text("string"));
        }
    }

    private JsonTree properties(JsonTree value) {
        Map<String, JsonTree> clean = new LinkedHashMap<>();
        if (value instanceof Obj object) {
            object.fields().forEach((name, schema) -> clean.put(name, clean(schema)));
        }
        return new Obj(clean);
    }

    /** Only names of properties that there are. */
    private static void named(Keyword keyword, JsonTree value, Obj schema, Map<String, JsonTree> clean) {
        Set<String> properties = schema.get(Keyword.PROPERTIES.word) instanceof Obj object
                ? object.fields().keySet()
                : Set.of();
        List<JsonTree> names = value instanceof Arr list
                ? list.items().stream()
                        .filter(name -> name instanceof Leaf leaf && properties.contains(leaf.text()))
                        .distinct()
                        .toList()
                : List.of();
        if (!names.isEmpty()) {
            clean.put(keyword.word, new Arr(names));
        }
    }

    private void anyOf(JsonTree value, Map<String, JsonTree> clean) {
        List<JsonTree> all = value instanceof Arr list ? list.items() : List.of();
        List<JsonTree> some =
                all.stream().filter(Predicate.not(SchemaCleaner::onlyNull)).toList();
        if (some.size() < all.size()) {
            clean.put(Keyword.NULLABLE.word, TRUE);
        }
        List<JsonTree> members = some.stream().map(this::clean).toList();
        if (members.size() == 1 && members.getFirst() instanceof Obj only) {
            only.fields().forEach(clean::putIfAbsent);
        } else if (clean.containsKey(Keyword.ANY_OF.word)) {
            lost = true;
        } else if (!members.isEmpty()) {
            clean.put(Keyword.ANY_OF.word, new Arr(members));
        }
    }

    private static boolean onlyNull(JsonTree schema) {
        return schema instanceof Obj object
                && object.get(Keyword.TYPE.word) instanceof Leaf type
                && type.text().equals(NULL);
    }

    private static void infer(Map<String, JsonTree> clean) {
        if (clean.containsKey(Keyword.TYPE.word) || clean.containsKey(Keyword.ANY_OF.word)) {
            return;
        }
        if (clean.containsKey(Keyword.PROPERTIES.word)) {
            clean.put(Keyword.TYPE.word, JsonTree.text("object"));
        } else if (clean.containsKey(Keyword.ITEMS.word)) {
            clean.put(Keyword.TYPE.word, JsonTree.text("array"));
        }
    }
}
