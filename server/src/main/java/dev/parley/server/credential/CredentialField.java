package dev.parley.server.credential;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a credential file may hold, and the spellings that stand for it (MA-27). */
enum CredentialField {
    ID("id", true),
    TYPE("type", true),
    EMAIL("email", true, "client_email"),
    PROJECT("project_id", true, "quota_project_id"),
    CLIENT_ID("client_id", true),
    CLIENT_SECRET("client_secret", false),
    TOKEN_URI("token_uri", true),
    ACCESS_TOKEN("access_token", false, "token"),
    REFRESH_TOKEN("refresh_token", false),
    EXPIRES("expires_at", true, "expiry"),
    API_KEY("api_key", false),
    PRIVATE_KEY("private_key", false),
    PRIVATE_KEY_ID("private_key_id", false);

    private static final Map<String, CredentialField> BY_SPELLING = new HashMap<>();

    static {
        for (CredentialField field : values()) {
            field.spellings.forEach(spelling -> BY_SPELLING.put(plain(spelling), field));
        }
    }

    private final List<String> spellings;
    private final boolean shown;

    CredentialField(String spelling, boolean shown, String... others) {
        this.spellings =
                Stream.concat(Stream.of(spelling), Arrays.stream(others)).toList();
        this.shown = shown;
    }

    /** The field of a JSON name, whatever its case and underscores; null if there is none. */
    static @Nullable CredentialField named(String name) {
        return BY_SPELLING.get(plain(name));
    }

    /** The spelling that messages use. */
    String spelling() {
        return spellings.getFirst();
    }

    /** Whether administrators may see its value. */
    boolean isShown() {
        return shown;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
