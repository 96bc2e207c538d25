package dev.parley.server.provider.gemini;

import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the host is shown.
 *
 * @param secret the key or token among the headers, which no message may hold
 * @param ends when it is taken no more; null: not known
 */
record Shown(
        Map<String, String> headers,
        Secret secret,
        @Nullable Instant ends) {
    static final Shown NOTHING = new Shown(Map.of(), Secret.of(""), null);

    static Shown key(Secret key) {
        return new Shown(Map.of("x-goog-api-key", key.reveal()), key, null);
    }

    /** A token of this account. A user's calls are billed to the project that the file names. */
    static Shown token(Secret token, @Nullable Instant ends, CredentialFile account) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token.reveal());
        if (account.kind() == CredentialFile.Kind.OAUTH && !account.projectId().isEmpty()) {
            headers.put("x-goog-user-project", account.projectId());
        }
        return new Shown(headers, token, ends);
    }

    /** Whether it is taken at this moment, as far as is known. */
    boolean isGood(Instant moment) {
        return ends == null || moment.isBefore(ends);
    }

    @Override
    public String toString() {
        return "shown until " + ends;
    }
}
