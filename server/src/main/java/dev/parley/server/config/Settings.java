package dev.parley.server.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings, at one glance. Names and defaults are those of {@code config/parley.yaml}: a component {@code apiKeys}
 * is the key {@code api-keys}.
 */
public record Settings(
        Server server,
        ConnectionSettings connections,
        MemorySettings memory,
        Data data,
        Access access,
        Admin admin,
        ManagementSettings management,
        ProbeSettings probe,
        Cors cors,
        Timeouts timeouts,
        Streaming streaming,
        AntiTruncation antiTruncation,
        Features features,
        Log log,
        MetricsSettings metrics,
        UsageSettings usage,
        Map<String, KeyLimits> limits,
        ResponsesSettings responses,
        TelemetrySettings telemetry,
        Map<String, ProviderSettings> providers,
        Routes routes,
        RegistrySettings registry,
        ImageSettings images,
        Map<String, ProfileSettings> profiles) {

    /** Where the store lives; unset: in the user's data folder. */
    public record Data(@Nullable Path dir) {}
}
