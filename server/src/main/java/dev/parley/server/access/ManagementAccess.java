package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.ManagementTokens.Session;
import dev.parley.server.config.Access;
import dev.parley.server.config.ManagementSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the management API (MA-01, MA-05): whoever has one of its keys, or a token that was given for one. The
 * admin API's keys and tokens open nothing here. Thread-safe.
 */
public final class ManagementAccess {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");

    private static final int HOURS = 2;
    private static final int HOURS_MOST = 168;
    private static final int RANDOM_BYTES = 32;

    private final OperatorKeys keys;
    private final boolean readOnly;
    private final ManagementTokens tokens;
    private final RevokedSessions revoked;
    private final LoginLimit limit;
    private final AuditLog audit;
    private final InstantSource clock;

    /** Loads the sessions that were revoked. {@code access} gives the management key. */
    public ManagementAccess(
            Access access, ManagementSettings settings, Documents documents, AuditLog audit, InstantSource clock) {
        this.keys = new OperatorKeys(access.managementKey(), settings.readOnlyKey());
        this.readOnly = settings.readOnly();
        this.tokens = new ManagementTokens(
                secret(settings.sessionSecret(), access.managementKey()),
                Map.of(ManagementRole.FULL, access.managementKey(), ManagementRole.READ_ONLY, settings.readOnlyKey()),
                clock);
        this.revoked = new RevokedSessions(documents, clock);
        this.limit = new LoginLimit(settings.loginAttempts(), clock);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who was let in.
     *
     * @param name a label for the audit log, never a key
     * @param denial why no changes may be made; empty: they may
     */
    public record Operator(String name, String denial) {}

    /** A new session. */
    public record Login(String token, String sessionId, Instant expiresAt, Duration validFor) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Login[sessionId=%s, expiresAt=%s]".formatted(sessionId, expiresAt);
        }
    }

    /**
     * Who makes a call. What {@code authorization} says wins over the cookie.
     *
     * @throws ChatException UNAUTHENTICATED
     */
    public Operator authenticate(Presented presented) {
        String bearer = presented.bearer();
        String token = bearer == null ? presented.cookie() : bearer;
        Session session = token == null ? null : session(token);
        if (session != null) {
            return operator(session.id(), session.role());
        }
        ManagementRole role = bearer == null ? null : keys.role(bearer);
        if (role == null) {
            throw unauthenticated(
                    token == null
                            ? "The management key or token is missing (expected: 'Authorization: Bearer' with the"
                                    + " setting access.management-key, or with a token that login gave)."
                            : "The management key or token is not valid (expected: the setting access.management-key,"
                                    + " or a token that login gave and that neither expired nor was revoked).");
        }
        return operator(role == ManagementRole.FULL ? "management-key" : "management-read-only-key", role);
    }

    /**
     * Gives a token for a key. What comes of it is written into the audit log.
     *
     * @param address where the call comes from
     * @param hours how long it is to be valid; 0: two hours
     * @throws ChatException INVALID_REQUEST naming the field, RATE_LIMITED, UNAUTHENTICATED if the key is wrong
     */
    public Login login(String address, String presented, int hours) {
        if (presented.isEmpty()) {
            throw ChatException.invalid("key", "key is missing (expected: the setting access.management-key).");
        }
        if (hours < 0 || hours > HOURS_MOST) {
            throw ChatException.invalid(
                    "ttl_hours", "ttl_hours is %d (expected: 1 to %d).".formatted(hours, HOURS_MOST));
        }
        limit.attempt(address);
        ManagementRole role = keys.roleAfresh(presented);
        if (role == null) {
            note("nobody", address, "management.login.failed", "");
            throw unauthenticated("The key is wrong (expected: the setting access.management-key).");
        }
        Duration validFor = Duration.ofHours(hours == 0 ? HOURS : hours);
        Session session =
                new Session(role, "mgmt-" + UUID.randomUUID(), clock.instant().plus(validFor));
        note(session.id(), address, "management.login", role.word);
        return new Login(tokens.issue(session), session.id(), session.until(), validFor);
    }

    /**
     * Ends the sessions of the tokens that are presented, if there are any. Blocks until that is on the disk.
     *
     * @throws ChatException UNAVAILABLE: it could not be kept
     */
    public void logout(String address, Presented presented) {
        for (String token : presented.tokens()) {
            Session session = session(token);
            if (session != null) {
                revoked.add(session.id(), session.until());
                note(session.id(), address, "management.logout", "");
            }
        }
    }

    /** Tells that counts of log-ins which are over were dropped; must not block. */
    public void onSweep(Runnable listener) {
        limit.onSweep(listener);
    }

    /** How many addresses have log-ins counted. */
    public int countedAddresses() {
        return limit.addresses();
    }

    private @Nullable Session session(String token) {
        Session session = tokens.verify(token);
        return session == null || revoked.contains(session.id()) ? null : session;
    }

    private Operator operator(String name, ManagementRole role) {
        String denial = readOnly ? "the setting management.read-only is true" : "";
        return new Operator(name, role == ManagementRole.READ_ONLY ? "the read-only key reads only" : denial);
    }

    /**
     * A hash in a settings file is not as secret as a key, so that it signs nothing: such sessions end at a restart.
     */
    private static String secret(Secret configured, Secret managementKey) {
        if (!configured.isEmpty()) {
            return configured.reveal();
        }
        if (!managementKey.isBcrypt()) {
            return managementKey.reveal();
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void note(String actor, String address, String action, String subject) {
        try {
            audit.add(new AuditLog.Entry(clock.instant(), actor, address, action, subject));
        } catch (StoreException e) {
            LOG.error("{} by {} from {} is not in the audit log: {}", action, actor, address, e.getMessage());
        }
    }

    private static ChatException unauthenticated(String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_UNAUTHENTICATED, Blame.REQUEST, "unauthorized", message)
                .build();
    }
}
