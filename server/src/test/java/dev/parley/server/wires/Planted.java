package dev.parley.server.wires;

import java.util.Locale;

/** A canary in every kind of credential, each another one, and short enough to look like nothing. */
enum Planted {
    CALLER_KEY("access.api-keys"),
    LISTENER_KEY("profiles.*.api-keys"),
    MANAGED_KEY("a caller key of the admin API"),
    ADMIN_KEY("access.admin-key"),
    JWT_SECRET("access.jwt-secret"),
    ADMIN_TOKEN("a session token of the admin API"),
    MANAGEMENT_KEY("access.management-key"),
    READ_ONLY_KEY("management.read-only-key"),
    SESSION_SECRET("management.session-secret"),
    MANAGEMENT_TOKEN("a session token of the management API"),
    OPENAI_KEY("a host's key, openai"),
    RESPONSES_KEY("a host's key, openai by responses"),
    CLAUDE_KEY("a host's key, anthropic"),
    GEMINI_KEY("a host's key, gemini"),
    PUTER_TOKEN("a host's key, puter"),
    TLS_KEY("a host's key, over TLS that fails"),
    FILE_KEY("a key of key-file"),
    HEADER("providers.*.headers"),
    UPLOADED_KEY("an uploaded credential"),
    CLIENT_SECRET("client_secret of a credential file"),
    REFRESH_TOKEN("refresh_token of a credential file"),
    ACCESS_TOKEN("access_token of a credential file"),
    ROBOT_KEY("private_key of a service account"),
    ACCOUNT_PASSWORD("an account's password"),
    ACCOUNT_TOKEN("an account's token"),
    DIRECT_TOKEN("a token that a caller brings"),
    VERCEL_TOKEN("admin.vercel.token"),
    STORE_KEY("the store's own key");

    /** Constants are made before their own class has any. */
    private static final class Run {
        static final String NAME = "x" + System.nanoTime() % 100_000;
    }

    final String kind;
    private volatile String value;

    Planted(String kind) {
        this.kind = kind;
        this.value = "zz" + name().toLowerCase(Locale.ROOT).replace('_', '.') + '.' + Run.NAME;
    }

    /** The text that must not be seen. */
    String value() {
        return value;
    }

    /** Is another text from now on: one that is made elsewhere. */
    void is(String made) {
        value = made;
    }
}
