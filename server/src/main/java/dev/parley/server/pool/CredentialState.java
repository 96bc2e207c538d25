package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows of one credential: how its failures rest it ({@link Cooling}) or ban it ({@link Bans}), and how it
 * did ({@link TrackRecord}). Used under the pool's lock.
 */
final class CredentialState {
    private final Cooling cooling;
    private final Bans bans;
    private final TrackRecord track = new TrackRecord();
    private Credential configured;
    private Credential credential;
    private boolean disabled;
    private int inFlight;
    private int place;
    private long turn;

    CredentialState(Credential credential, PoolSettings settings) {
        this.configured = credential;
        this.credential = credential;
        this.cooling = new Cooling(settings.cooldown());
        this.bans = new Bans(settings.ban());
    }

    Credential credential() {
        return credential;
    }

    /** Its place in the list; -1: it has left the list. */
    int place() {
        return place;
    }

    void place(int number) {
        place = number;
    }

    /** Where it stands in a line that {@link Selection} keeps, the lowest first; 0: not in the line yet. */
    long turn() {
        return turn;
    }

    void turn(long number) {
        turn = number;
    }

    void renew(Secret secret) {
        credential = credential.renewed(secret);
    }

    /**
     * Takes over what its configuration has changed since the last time. Without another token there it keeps the one
     * that a log-in gave; with another token or password a rejection is forgotten, and a ban. Returns whether there was
     * a ban.
     */
    boolean configure(Credential next) {
        boolean otherToken = !next.secret().isEmpty() && !next.secret().equals(configured.secret());
        boolean otherLogIn = !Objects.equals(next.logIn(), configured.logIn());
        configured = next;
        credential = otherToken ? next : next.renewed(credential.secret());
        if (!otherToken && !otherLogIn) {
            return false;
        }
        cooling.forgive();
        boolean banned = !bans.reason().isEmpty();
        bans.lift();
        return banned;
    }

    boolean disabled() {
        return disabled;
    }

    /** Returns whether that is a change. */
    boolean disable(boolean wanted) {
        boolean changed = disabled != wanted;
        disabled = wanted;
        return changed;
    }

    int inFlight() {
        return inFlight;
    }

    TrackRecord track() {
        return track;
    }

    /** Why it is not lent for this model now, though it is not disabled; null if it may be. */
    @Nullable
    Rest resting(String model, Instant now) {
        Rest ban = bans.current(now);
        Rest rest = cooling.rest(model, now);
        if (ban == null || rest == null) {
            return ban == null ? rest : ban;
        }
        return ban.until().isBefore(rest.until()) ? rest : ban;
    }

    /** When it may next cease to rest for some model; null if nothing rests it. */
    @Nullable
    Instant restEnds(Instant now) {
        return Stream.of(cooling.restEnds(now), banUntil(now))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    boolean isBanned(Instant now) {
        return bans.current(now) != null;
    }

    /** When its ban ends; null: it is not banned. */
    @Nullable
    Instant banUntil(Instant now) {
        Rest ban = bans.current(now);
        return ban == null ? null : ban.until();
    }

    /** What it is banned for; empty: it is not banned. */
    String bannedReason(Instant now) {
        return isBanned(now) ? bans.reason() : "";
    }

    /** Whether its ban is over but nobody has lifted it yet. */
    boolean banIsOver(Instant now) {
        return bans.isOver(now);
    }

    /** Bans it anew, since its token could not be renewed. */
    void banAgain(Instant now) {
        bans.again(now);
    }

    /** Takes over what was kept of it. */
    void restore(CredentialMark mark) {
        disabled = mark.disabled();
        if (mark.banUntil() != null) {
            bans.restore(mark.banUntil(), mark.bannedReason());
        }
    }

    CredentialMark mark(Instant now) {
        return new CredentialMark(credential.id(), disabled, banUntil(now), bannedReason(now));
    }

    CredentialView view(PoolKind kind, Instant now) {
        return new CredentialView(
                credential.id(),
                kind,
                credential.aliases(),
                disabled,
                isBanned(now),
                bannedReason(now),
                banUntil(now),
                !disabled && resting("", now) == null,
                score(now),
                track.weight(now),
                track.begunCount(),
                track.successes(),
                track.failures(),
                track.inARow(),
                track.lastErrorCode(),
                track.lastSuccess(),
                track.lastFailure(),
                inFlight);
    }

    /** How well it does now (BAN-03). */
    double score(Instant now) {
        return disabled || isBanned(now) ? 0 : track.score(cooling.quota(now), now);
    }

    void begin(Instant now) {
        inFlight++;
        track.begun();
        cooling.begin(now);
    }

    void end() {
        inFlight--;
        if (inFlight == 0) {
            cooling.idle();
        }
    }

    void succeeded(String model, Instant now) {
        track.succeeded(now);
        bans.succeeded(model);
        cooling.succeeded(model);
    }

    /** Forgets the rests that failures of the host gave it. */
    void hostAnswers() {
        cooling.hostAnswers();
    }

    /** Counts a failure; true if it has banned the credential. */
    boolean failed(FailureKind kind, String model, ChatException cause, Instant now) {
        track.failed(kind, cause, now);
        cooling.failed(kind, model, cause.retryAfter(), now);
        return bans.failed(kind, model, cause.retryAfter(), now);
    }

    /** Forgets every cool-down, ban and failure that stands against it. */
    void absolve() {
        cooling.reset();
        bans.lift();
        track.absolve();
    }
}
