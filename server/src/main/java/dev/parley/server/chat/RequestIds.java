package dev.parley.server.chat;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Request ids: the caller's own where it is well-formed, else a new one (COM-12). */
public final class RequestIds {
    /** The header and metadata key, in lower case. */
    public static final String HEADER = "x-request-id";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestIds() {}

    public static String accept(@Nullable String given) {
        return given != null && VALID.matcher(given).matches() ? given : "req_" + UUID.randomUUID();
    }
}
