package dev.parley.server.provider.http;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a host was shown, and no failure may repeat (SEC-01).
 *
 * @param shown the headers that show the credential
 * @param settings values of the headers that an operator has every request sent with
 */
record Unsaid(Map<String, String> shown, Collection<Secret> settings) {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key", "x-goog-api-key");
    private static final String BEARER = "Bearer ";

    /** A shorter value of a header is no secret, and to mask it would take words apart. */
    private static final int LEAST = 8;

    /** The failure without them. */
    ChatException in(ChatException failure) {
        ChatException clean = failure;
        for (Map.Entry<String, String> header : shown.entrySet()) {
            if (CREDENTIALS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                clean = clean.without(token(header.getValue()));
            }
        }
        for (Secret value : settings) {
            clean = value.reveal().length() < LEAST ? clean : clean.without(value.reveal());
        }
        return clean;
    }

    private static String token(String value) {
        return value.startsWith(BEARER) ? value.substring(BEARER.length()) : value;
    }
}
