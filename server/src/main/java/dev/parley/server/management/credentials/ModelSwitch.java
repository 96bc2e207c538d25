package dev.parley.server.management.credentials;

/** Where a model can be switched off because too few credentials answer with it. */
@FunctionalInterface
public interface ModelSwitch {
    /**
     * Disables a model of a provider. Blocks until that is kept; may throw.
     *
     * @param reason for people
     */
    void disable(String provider, String model, String reason);
}
