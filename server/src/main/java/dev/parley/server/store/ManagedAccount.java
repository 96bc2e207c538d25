package dev.parley.server.store;

import dev.parley.server.config.Secret;
import java.util.regex.Pattern;

/**
 * An account of the managed provider.
 *
 * @param id the email, else the mobile number, else {@code token:} and a hash of the first token (DS-10); it stays when
 *     the token changes
 * @param email empty if there is none
 * @param mobile empty if there is none
 * @param password empty if there is none
 * @param token empty until it has logged in
 */
public record ManagedAccount(String id, String email, String mobile, Secret password, Secret token) {
    private static final int TOKEN_BYTES = 8;
    private static final Pattern BLANKS_AND_DASHES = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");

    /** A new account of what people wrote: blanks around goes, the mobile number is normalised, the id is made. */
    public static ManagedAccount of(String email, String mobile, String password, String token) {
        String number = mobile(mobile);
        Secret first = Secret.of(token.strip());
        return new ManagedAccount(
                idOf(email.strip(), number, first), email.strip(), number, Secret.of(password), first);
    }

    /** The id of a new account: email, else mobile number, else {@code token:} and 16 hex digits of its SHA-256. */
    public static String idOf(String email, String mobile, Secret token) {
        String login = email.isEmpty() ? mobile : email;
        return login.isEmpty() ? "token:" + token.fingerprint(TOKEN_BYTES) : login;
    }

    /** A mobile number without blanks and dashes; a leading + stays (AD-10). */
    public static String mobile(String text) {
        return BLANKS_AND_DASHES.matcher(text).replaceAll("");
    }

    /** Whether it has an email or a mobile number. */
    public boolean hasLogin() {
        return !email.isEmpty() || !mobile.isEmpty();
    }

    /** Whether it can get a token by itself. */
    public boolean canLogIn() {
        return hasLogin() && !password.isEmpty();
    }

    /** Whether there is nothing to know it by. */
    public boolean isNameless() {
        return !hasLogin() && token.isEmpty();
    }

    /** The same with another token. */
    public ManagedAccount withToken(Secret other) {
        return new ManagedAccount(id, email, mobile, password, other);
    }
}
