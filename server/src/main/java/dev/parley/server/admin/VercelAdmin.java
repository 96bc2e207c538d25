package dev.parley.server.admin;

import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.SyncVercelResponse;
import dev.parley.admin.v1.VercelConfig;
import dev.parley.admin.v1.VercelStatus;
import dev.parley.server.access.Actor;

/** Publishing to Vercel (VC-01..VC-07). Thread-safe. */
public final class VercelAdmin {
    public VercelConfig config() {
        return VercelConfig.getDefaultInstance();
    }

    public SyncVercelResponse sync(Actor actor, SyncVercelRequest request) {
        return SyncVercelResponse.getDefaultInstance();
    }

    public VercelStatus status() {
        return VercelStatus.getDefaultInstance();
    }
}
