package dev.parley.server.management.credentials;

import dev.parley.server.access.Actor;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.StoreException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the audit log what has been done (MA-50). */
public final class Deeds {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");

    private final AuditLog audit;
    private final InstantSource clock;

    public Deeds(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** What was done is in force already, so that a failure here must not look like one of the deed. */
    void note(Actor actor, String action, String subject) {
        try {
            audit.add(new AuditLog.Entry(clock.instant(), actor.name(), actor.address(), action, subject));
        } catch (StoreException e) {
            LOG.error("{} of {} by {} is not in the audit log: {}", action, subject, actor.name(), e.getMessage());
        }
    }
}
