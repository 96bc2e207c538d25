package dev.parley.server.store;

import java.util.Set;

/** The names that {@code config.json} uses (CF-03). */
final class ConfigFields {
    static final String KEYS = "keys";
    static final String ACCOUNTS = "accounts";
    static final String EMAIL = "email";
    static final String MOBILE = "mobile";
    static final String PASSWORD = "password";
    static final String TOKEN = "token";
    static final String MAPPING = "claude_mapping";
    /** An older name of the mapping, which wins. */
    static final String LEGACY_MAPPING = "claude_model_mapping";

    static final String FAST = "fast";
    static final String SLOW = "slow";
    static final String PUBLISHED_HASH = "_vercel_sync_hash";
    static final String PUBLISHED_AT = "_vercel_sync_time";

    /** The fields of an account and of a mapping. */
    static final Set<String> TEXTS = Set.of(EMAIL, MOBILE, PASSWORD, TOKEN, FAST, SLOW);

    private ConfigFields() {}
}
