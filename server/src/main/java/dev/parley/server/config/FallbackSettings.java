package dev.parley.server.config;

import java.util.List;
import java.util.Map;

/**
 * What a provider is asked instead of a model that it could not be had from, before the first event (GM-18).
 *
 * @param models by model name, the models of the same provider to try after it, in order
 * @param on after which failures
 */
public record FallbackSettings(Map<String, List<String>> models, List<Cause> on) {
    /** What may have failed. */
    public enum Cause {
        /** The provider has no such model. */
        NOT_FOUND,
        /** Rate limits and used-up quotas of all credentials. */
        RATE_LIMITED,
        /** The host failed, or was not reached. */
        FAILED
    }
}
