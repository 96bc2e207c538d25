package dev.parley.server.management.system;

import dev.parley.management.v1.GetUsageRequest;
import dev.parley.management.v1.Usage;

/** Where it is known what callers have used (MA-13). Thread-safe. */
public interface UsageSource {
    /**
     * All that is asked for.
     *
     * @throws dev.parley.server.error.ChatException NOT_FOUND: no such key has called
     */
    Usage usage(GetUsageRequest request);
}
