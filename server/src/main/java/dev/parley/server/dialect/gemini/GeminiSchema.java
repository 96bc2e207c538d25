package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.gemini.JsonTree.Obj;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JSON schema as hosts take it (E-GEM-1). Every model takes the small schema language of OpenAPI, so that is written:
 * references are put in place, words that hosts refuse are left out or said otherwise. Only what that language has no
 * values for goes as it stands, to the field for JSON schemas that newer hosts have: enumerations of other things than
 * strings, lists of no type of items, and what has no type at all (CLI-10).
 *
 * @param json the schema
 * @param plain whether it is the caller's JSON schema, unchanged
 * @param lost whether constraints had to be left out
 */
record GeminiSchema(String json, boolean plain, boolean lost) {
    /** What an answer must look like; {@code json} must be an object. */
    static GeminiSchema of(String json) {
        Obj root = (Obj) JsonTree.read(JsonReader.of(json));
        SchemaCleaner cleaner = new SchemaCleaner(root);
        JsonTree clean = cleaner.clean(root);
        return cleaner.unsayable()
                ? new GeminiSchema(json, true, false)
                : new GeminiSchema(text(clean), false, cleaner.lost());
    }

    /** What a function takes, which is an object even if the schema does not say so; {@code json} must be one too. */
    static GeminiSchema ofParameters(String json) {
        Obj root = (Obj) JsonTree.read(JsonReader.of(json));
        boolean says = Stream.of(Keyword.TYPE, Keyword.REF, Keyword.ANY_OF, Keyword.ONE_OF, Keyword.ALL_OF)
                .anyMatch(keyword -> root.fields().containsKey(keyword.word));
        if (says) {
            return of(json);
        }
        Map<String, JsonTree> typed = new LinkedHashMap<>();
        typed.put(Keyword.TYPE.word, JsonTree.text("object"));
        typed.putAll(root.fields());
        return of(text(new Obj(typed)));
    }

    private static String text(JsonTree tree) {
        return new String(JsonWriter.document(tree::write), StandardCharsets.UTF_8);
    }
}
