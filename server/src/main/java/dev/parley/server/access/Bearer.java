package dev.parley.server.access;

import org.jspecify.annotations.Nullable;

/** The scheme of {@code authorization} that keys and tokens come in. */
final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** What stands behind the scheme, which is of any case; null for another one or none. */
    static @Nullable String of(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).trim()
                : null;
    }
}
