package dev.parley.server.dialect.responses;

import dev.parley.server.json.JsonReader;

/** Log probabilities: here a bare list of tokens, in the contract an object with that list as {@code content}. */
final class Logprobs {
    static final String NONE = "[]";

    private Logprobs() {}

    /** The list in this object of the contract; an empty one if it has none. */
    static String list(String contractJson) {
        if (contractJson.isEmpty()) {
            return NONE;
        }
        String list = NONE;
        JsonReader in = JsonReader.of(contractJson);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("content") && in.type() == JsonReader.Type.ARRAY) {
                list = in.raw();
            } else {
                in.skip();
            }
        }
        return list;
    }

    /** The list without its brackets. */
    static String tokens(String list) {
        return list.substring(1, list.length() - 1).strip();
    }
}
