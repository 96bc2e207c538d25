package dev.parley.server.dialect.claude;

/** What a delta brings to its block: its type word, and the field that holds it. */
enum DeltaType {
    TEXT("text_delta", "text"),
    THINKING("thinking_delta", "thinking"),
    INPUT("input_json_delta", "partial_json"),
    SIGNATURE("signature_delta", "signature"),
    CITATION("citations_delta", "citation"),
    OTHER("", "");

    private final String word;
    private final String field;

    DeltaType(String word, String field) {
        this.word = word;
        this.field = field;
    }

    /** The type of this word; OTHER if it is not known. */
    static DeltaType of(String word) {
        for (DeltaType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return OTHER;
    }

    String word() {
        return word;
    }

    String field() {
        return field;
    }
}
