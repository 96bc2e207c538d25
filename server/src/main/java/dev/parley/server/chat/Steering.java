package dev.parley.server.chat;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call's headers, or metadata, say of the credential that is to serve it.
 *
 * @param pinned the account that the caller wants, by its id, email or mobile number (DS-06); empty: any
 * @param session calls of one caller with the same text are one session (BAN-04); empty: the caller named none
 * @param note takes note of what was chosen; null: nobody wants to know
 */
public record Steering(
        String pinned, String session, @Nullable RoutingNote note) {
    /** The header and metadata key that pins an account, in lower case. */
    public static final String PIN_HEADER = "x-ds2-target-account";

    /** The header and metadata key that names a session, in lower case. */
    public static final String SESSION_HEADER = "x-session-id";

    /** Any credential will do. */
    static final Steering NONE = new Steering("", "", null);

    private static final Pattern SESSION = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * What these headers say; null: the header is not there. A session's name that has more than 128 characters, or
     * others than visible ASCII, counts as none.
     */
    public static Steering of(@Nullable String pinned, @Nullable String session, boolean noted) {
        String named = session == null ? "" : session.trim();
        return new Steering(
                pinned == null ? "" : pinned.trim(),
                SESSION.matcher(named).matches() ? named : "",
                noted ? new RoutingNote() : null);
    }
}
