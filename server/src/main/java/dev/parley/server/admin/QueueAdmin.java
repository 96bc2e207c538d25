package dev.parley.server.admin;

import dev.parley.admin.v1.QueueStatus;

/** How the accounts stand (DS-20). Thread-safe. */
public final class QueueAdmin {
    public QueueStatus status() {
        return QueueStatus.getDefaultInstance();
    }
}
