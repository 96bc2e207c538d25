package dev.parley.server.dialect.gemini;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of a JSON schema, and what hosts take of them. A word that is not here is a constraint that is lost. */
enum Keyword {
    TYPE("type", Use.REWRITTEN),
    FORMAT("format", Use.REWRITTEN),
    ENUM("enum", Use.REWRITTEN),
    CONST("const", Use.REWRITTEN),
    ITEMS("items", Use.REWRITTEN),
    PROPERTIES("properties", Use.REWRITTEN),
    REQUIRED("required", Use.REWRITTEN),
    ORDER("propertyOrdering", Use.REWRITTEN),
    ANY_OF("anyOf", Use.REWRITTEN),
    ONE_OF("oneOf", Use.REWRITTEN),
    ALL_OF("allOf", Use.REWRITTEN),
    REF("$ref", Use.REWRITTEN),
    ADDITIONAL("additionalProperties", Use.REWRITTEN),
    TITLE("title", Use.KEPT),
    DESCRIPTION("description", Use.KEPT),
    NULLABLE("nullable", Use.KEPT),
    MIN_ITEMS("minItems", Use.KEPT),
    MAX_ITEMS("maxItems", Use.KEPT),
    MIN_PROPERTIES("minProperties", Use.KEPT),
    MAX_PROPERTIES("maxProperties", Use.KEPT),
    MIN_LENGTH("minLength", Use.KEPT),
    MAX_LENGTH("maxLength", Use.KEPT),
    PATTERN("pattern", Use.KEPT),
    MINIMUM("minimum", Use.KEPT),
    MAXIMUM("maximum", Use.KEPT),
    SCHEMA("$schema", Use.NOTE),
    ID("$id", Use.NOTE),
    ANCHOR("$anchor", Use.NOTE),
    COMMENT("$comment", Use.NOTE),
    DEFS("$defs", Use.NOTE),
    DEFINITIONS("definitions", Use.NOTE),
    DEFAULT("default", Use.NOTE),
    EXAMPLE("example", Use.NOTE),
    EXAMPLES("examples", Use.NOTE),
    DEPRECATED("deprecated", Use.NOTE),
    READ_ONLY("readOnly", Use.NOTE),
    WRITE_ONLY("writeOnly", Use.NOTE),
    STRICT("strict", Use.NOTE);

    /** What becomes of a word. */
    enum Use {
        /** Goes as it stands. */
        KEPT,
        /** Goes in another form. */
        REWRITTEN,
        /** Constrains nothing, so leaving it out is no loss. */
        NOTE
    }

    private static final Map<String, Keyword> BY_WORD = new HashMap<>();

    static {
        for (Keyword keyword : values()) {
            BY_WORD.put(keyword.word, keyword);
        }
    }

    final String word;
    final Use use;

    Keyword(String word, Use use) {
        this.word = word;
        this.use = use;
    }

    /** Whether the word limits what values there may be. */
    boolean constrains() {
        return use != Use.NOTE && this != TITLE && this != DESCRIPTION;
    }

    /** Null if hosts do not know the word. */
    static @Nullable Keyword of(String word) {
        return BY_WORD.get(word);
    }
}
