package dev.parley.server.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the management API brings to be let in.
 *
 * @param bearer the key or token of {@code authorization: Bearer}; null: there is none
 * @param cookie the token of the cookie {@code mgmt_session}; null: there is none
 */
public record Presented(@Nullable String bearer, @Nullable String cookie) {
    /** The cookie that holds a session's token. */
    public static final String COOKIE = "mgmt_session";

    /**
     * Reads headers or metadata.
     *
     * @param authorization null if absent
     * @param cookies what the header of that name holds, each time it stands there
     */
    public static Presented of(@Nullable String authorization, Iterable<String> cookies) {
        return new Presented(Bearer.of(authorization), cookie(String.join(";", cookies)));
    }

    /** Whether the cookie alone is what lets it in: web pages of strangers can have that sent, too. */
    public boolean isCookieAlone() {
        return bearer == null && cookie != null;
    }

    /** Those that are there. */
    List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        if (bearer != null) {
            tokens.add(bearer);
        }
        if (cookie != null) {
            tokens.add(cookie);
        }
        return tokens;
    }

    /** Says what there is and not what it holds. */
    @Override
    public String toString() {
        return "Presented[bearer=%s, cookie=%s]".formatted(bearer != null, cookie != null);
    }

    private static @Nullable String cookie(String header) {
        for (String pair : header.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).trim().equals(COOKIE)) {
                String value = pair.substring(equals + 1).trim();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }
}
