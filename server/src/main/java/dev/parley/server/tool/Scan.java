package dev.parley.server.tool;

/** Follows a text that may be a call, character by character, as long as it still may be one. */
sealed interface Scan permits JsonScan, FenceScan, TagScan {
    /** What is known so far. */
    enum Verdict {
        /** It may become one. */
        MORE,
        /** It ends here; whether it is a call can be read now. */
        WHOLE,
        /** It cannot become one. */
        NEVER
    }

    /** Takes the next character; not after WHOLE or NEVER. */
    Verdict take(char c);

    /** What of the text that was taken may be the call; where the answer ends, that which may be one only there. */
    String body(String taken);
}
