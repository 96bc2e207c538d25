package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Access;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Who may administer: whoever has the admin key, or a token that was given for it (AD-02..AD-05). Thread-safe. */
public final class AdminSessions {
    private static final int HOURS_MOST = 720;
    private static final int ATTEMPTS_MOST = 10;

    private final Secret adminKey;
    private final AdminTokens tokens;
    private final int defaultHours;
    private final LoginLimit limit;
    private final InstantSource clock;

    /** {@code access} gives the secret of the tokens and how long they are valid; its admin key is not looked at. */
    public AdminSessions(AdminKey adminKey, Access access, InstantSource clock) {
        this.adminKey = adminKey.secret();
        this.tokens = new AdminTokens(adminKey.secret(), access.jwtSecret(), clock);
        this.defaultHours = access.sessionHours();
        this.limit = new LoginLimit(ATTEMPTS_MOST, clock);
        this.clock = clock;
    }

    /** A new token, and for how long it is valid. */
    public record Login(String token, Duration validFor) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Login[validFor=" + validFor + ']';
        }
    }

    /**
     * An administrator at work.
     *
     * @param name a label for the audit log, never a key
     * @param expiresAt when the token ends; null for the admin key itself, which is no token
     */
    public record Session(String name, @Nullable Instant expiresAt) {}

    /** Until when a token is valid, and how long that is from now. */
    public record Validity(Instant until, Duration left) {}

    /** Tells that counts of log-ins which are over were dropped; must not block. */
    public void onSweep(Runnable listener) {
        limit.onSweep(listener);
    }

    /** Of how many addresses the log-ins are counted. */
    public int countedAddresses() {
        return limit.addresses();
    }

    /**
     * Gives a token for the admin key.
     *
     * @param address where the call comes from; ten attempts a minute from one
     * @param hours how long the token is to be valid; 0: the setting {@code access.session-hours}
     * @throws ChatException INVALID_REQUEST naming the field, RATE_LIMITED, UNAUTHENTICATED if the key is wrong
     */
    public Login login(String address, String presented, int hours) {
        if (presented.isEmpty()) {
            throw ChatException.invalid("admin_key", "admin_key is missing (expected: the setting access.admin-key).");
        }
        if (hours < 0 || hours > HOURS_MOST) {
            throw ChatException.invalid(
                    "expire_hours", "expire_hours is %d (expected: 1 to %d).".formatted(hours, HOURS_MOST));
        }
        limit.attempt(address);
        if (!adminKey.matches(presented)) {
            throw unauthenticated("Invalid admin key");
        }
        Duration validFor = Duration.ofHours(hours == 0 ? defaultHours : hours);
        return new Login(tokens.issue(validFor), validFor);
    }

    /**
     * The administrator behind a call.
     *
     * @param authorization the {@code authorization} header or metadata; null if absent
     * @throws ChatException UNAUTHENTICATED
     */
    public Session authenticate(@Nullable String authorization) {
        String presented = Bearer.of(authorization);
        if (presented == null || presented.isEmpty()) {
            throw unauthenticated(
                    "The admin key or token is missing (expected: 'Authorization: Bearer' with the setting"
                            + " access.admin-key, or with a token that /admin/login gave).");
        }
        return adminKey.matches(presented) ? new Session("admin-key", null) : tokens.verify(presented);
    }

    /**
     * How long a session lasts.
     *
     * @throws ChatException UNAUTHENTICATED for that of the admin key itself (AD-04)
     */
    public Validity validity(Session session) {
        Instant until = session.expiresAt();
        if (until == null) {
            throw unauthenticated("The admin key is no token (expected: one that /admin/login gave).");
        }
        Duration left = Duration.between(clock.instant(), until);
        return new Validity(until, left.isNegative() ? Duration.ZERO : left);
    }

    static ChatException unauthenticated(String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_UNAUTHENTICATED, Blame.REQUEST, "invalid_admin_key", message)
                .build();
    }
}
