package dev.parley.server.pool;

/** What a pool's credentials are, and what callers hear when there is none. */
public enum PoolKind {
    KEYS("provider_not_configured", "Provider '%s' has no credential (setting providers.%s.api-keys)."),
    /** A call may name one (DS-06). */
    ACCOUNTS(
            "no_accounts_configured",
            "Provider '%s' has no account (expected: at least one, added by the admin API or in the settings"
                    + " providers.%s.accounts and api-keys).");

    private final String reason;
    private final String message;

    PoolKind(String reason, String message) {
        this.reason = reason;
        this.message = message;
    }

    String reason() {
        return reason;
    }

    String message(String provider) {
        return message.formatted(provider, provider);
    }
}
