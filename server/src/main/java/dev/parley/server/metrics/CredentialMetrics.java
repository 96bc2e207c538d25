package dev.parley.server.metrics;

import dev.parley.chat.v1.ErrorCode;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** Credentials, and how they are chosen. None is ever named. Thread-safe. */
public final class CredentialMetrics {
    private final Series series;

    CredentialMetrics(Series series) {
        this.series = series;
    }

    /**
     * How a pool stands, asked whenever somebody looks.
     *
     * @param active credentials that may be lent
     * @param disabled all others
     * @param inFlight attempts that hold one
     * @param waiting calls in line
     */
    public record Pool(IntSupplier active, IntSupplier disabled, IntSupplier inFlight, IntSupplier waiting) {}

    /** From now on a provider's pool is shown. */
    public void show(String provider, Pool pool) {
        level(Family.ACTIVE_CREDENTIALS, pool.active(), provider);
        level(Family.DISABLED_CREDENTIALS, pool.disabled(), provider);
        level(Family.POOL_INFLIGHT, pool.inFlight(), provider);
        level(Family.POOL_WAITING, pool.waiting(), provider);
    }

    /** From now on it is shown how long a provider's last resting credential still rests, in seconds. */
    public void showRest(String provider, DoubleSupplier seconds) {
        series.level(Family.COOLDOWN_REMAINING, seconds, provider);
    }

    /** From now on it is shown whether a provider's host is left alone, since it fails. */
    public void showBreaker(String provider, BooleanSupplier open) {
        series.level(Family.BREAKER_OPEN, () -> open.getAsBoolean() ? 1 : 0, provider);
    }

    /** A call goes on with another credential of the same target. */
    public void rotated() {
        series.count(Family.CREDENTIAL_ROTATIONS).increment();
    }

    /** An attempt failed by its credential. */
    public void failed(ErrorCode reason) {
        series.count(Family.CREDENTIAL_ERRORS, Reasons.of(reason)).increment();
    }

    /** A token was renewed, or could not be. */
    public void refreshed(boolean worked) {
        series.count(Family.CREDENTIAL_REFRESHES, worked ? "ok" : "failed").increment();
    }

    /** A call got the credential of its session again. */
    public void stuck() {
        series.count(Family.STICKY_HITS).increment();
    }

    /** A credential was put to rest. */
    public void cooledDown() {
        series.count(Family.COOLDOWN_EVENTS).increment();
    }

    private void level(Family family, IntSupplier source, String provider) {
        series.level(family, source::getAsInt, provider);
    }
}
