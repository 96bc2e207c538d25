package dev.parley.server.chat;

import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.metrics.UpstreamMetrics;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.Attempt;
import dev.parley.server.routing.Target;

/** Sees the attempts of one call, and what changes from one to the next. Used by one thread. */
final class AttemptWatch {
    private final Instruments instruments;
    private final ChatCall call;
    private Target target;
    private String credential = "";
    private int attempts;
    private long asked;

    /** {@code first} is the target that the call would best have. */
    AttemptWatch(Instruments instruments, ChatCall call, Target first) {
        this.instruments = instruments;
        this.call = call;
        this.target = first;
    }

    /** A credential is asked for. */
    void asked() {
        asked = System.nanoTime();
    }

    /** The credential is there, and an attempt begins. */
    void begun(Attempt attempt) {
        Target now = attempt.target();
        String used = attempt.lease().credential().id();
        provider(now).leased(System.nanoTime() - asked);
        if (attempt.lease().reason() == Lease.Reason.STICKY) {
            instruments.credentials().stuck();
        }
        if (attempts++ > 0) {
            instruments.upstream().retried();
        }
        if (!now.equals(target)) {
            instruments.upstream().fellBack(target.provider(), target.model(), now.provider(), now.model());
        } else if (attempts > 1 && !used.equals(credential)) {
            instruments.credentials().rotated();
        }
        target = now;
        credential = used;
    }

    /** Another attempt at this target is not made, since its host fails too often. */
    void refused(Target at) {
        instruments.upstream().retryRefused(at.provider());
    }

    /** An attempt's stream, which began at this {@link System#nanoTime()}. */
    ChatStream observed(ChatStream stream, Attempt attempt, long begun) {
        Target at = attempt.target();
        return new ObservedStream(
                stream,
                provider(at),
                at.model(),
                call.trace()
                        .spans()
                        .attempt(at.provider(), at.model(), attempt.tries().number()),
                begun);
    }

    /** An attempt has failed. */
    void failed(ChatException failure) {
        if (failure.blame() == Blame.CREDENTIAL) {
            instruments.credentials().failed(failure.code());
        }
    }

    private UpstreamMetrics.Provider provider(Target at) {
        return instruments.upstream().provider(at.provider());
    }
}
