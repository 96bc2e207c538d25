package dev.parley.server.dialect.openai;

import org.jspecify.annotations.Nullable;

/** Where a stream tells the usage (DS-42). */
enum UsagePlace {
    /** In a chunk of its own, without choices; all others have {@code usage: null}. */
    OWN_CHUNK,
    /** On the last finish chunk. */
    FINISH_CHUNK,
    NOWHERE;

    /** By the caller's {@code include_usage}, null if not given. */
    static UsagePlace of(@Nullable Boolean includeUsage, OpenAiStyle style) {
        if (includeUsage == null) {
            return style.usageOnFinish() ? FINISH_CHUNK : NOWHERE;
        }
        return includeUsage ? OWN_CHUNK : NOWHERE;
    }
}
