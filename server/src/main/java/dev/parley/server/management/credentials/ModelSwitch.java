package dev.parley.server.management.credentials;

import dev.parley.server.access.Actor;

/** Where a model can be switched off because too few credentials answer with it. */
@FunctionalInterface
public interface ModelSwitch {
    /**
     * Disables a model of a provider, and tells how many entries of it that were. Blocks until that is kept.
     *
     * @param reason for people
     * @throws dev.parley.server.error.ChatException it cannot be kept
     */
    int disable(Actor actor, String provider, String model, String reason);
}
