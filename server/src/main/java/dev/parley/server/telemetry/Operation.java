package dev.parley.server.telemetry;

/** What a call is for, in the words of OpenTelemetry's conventions. */
public enum Operation {
    CHAT("chat"),
    EMBEDDINGS("embeddings");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
