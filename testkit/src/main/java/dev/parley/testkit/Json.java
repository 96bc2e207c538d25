package dev.parley.testkit;

import java.util.List;

/** Pieces of JSON. */
final class Json {
    private Json() {}

    static String quote(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    /** Words of a text, each with the space after it. */
    static List<String> words(String text) {
        return List.of(text.split("(?<= )"));
    }
}
