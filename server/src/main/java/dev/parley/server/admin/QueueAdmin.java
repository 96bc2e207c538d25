package dev.parley.server.admin;

import dev.parley.admin.v1.QueueStatus;
import dev.parley.server.pool.PoolStatus;
import java.util.function.Supplier;

/** How the accounts stand (DS-20). Thread-safe. */
public final class QueueAdmin {
    private final Supplier<PoolStatus> pool;

    /** {@code pool} tells how the managed provider's pool stands now. */
    public QueueAdmin(Supplier<PoolStatus> pool) {
        this.pool = pool;
    }

    /** All of it at one moment. */
    public QueueStatus status() {
        PoolStatus now = pool.get();
        return QueueStatus.newBuilder()
                .setAvailable(now.free().size())
                .setInUse(now.inFlight())
                .setTotal(now.total())
                .addAllAvailableAccounts(now.free())
                .addAllInUseAccounts(now.inUse())
                .setMaxInflightPerAccount(now.maxInFlight())
                .setRecommendedConcurrency(now.total() * now.maxInFlight())
                .setInUseAccountCount(now.inUse().size())
                .setWaiting(now.waiting())
                .setMaxQueueSize(now.maxWaiting())
                .build();
    }
}
