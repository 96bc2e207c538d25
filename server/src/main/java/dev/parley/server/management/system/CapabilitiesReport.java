package dev.parley.server.management.system;

import dev.parley.management.v1.GatewayCapabilities;
import dev.parley.server.config.RuntimeSettings;
import dev.parley.server.config.RuntimeSettings.Effect;
import dev.parley.server.config.RuntimeSettings.Row;
import dev.parley.server.config.Settings;
import java.util.List;
import java.util.Map;

/** What the gateway can do, and how it is set up (MA-14). */
public record CapabilitiesReport(Settings settings) {
    /** {@code provider} is that of the listener that is asked; empty: all. */
    public GatewayCapabilities capabilities(String provider) {
        return GatewayCapabilities.newBuilder()
                .setStorage(GatewayCapabilities.Storage.newBuilder()
                        .setType("sqlite")
                        .setSupportsConfig(true)
                        .setSupportsUsage(true)
                        .setSupportsCache(false)
                        .setShared(false))
                .setServer(GatewayCapabilities.Server.newBuilder()
                        .setManagementReadOnly(settings.management().readOnly())
                        .setWebAdminEnabled(false)
                        .setUpstreamProvider(provider)
                        .addAllProviders(providers())
                        .setManagementAllowRemote(settings.management().allowRemote()))
                .setConfig(GatewayCapabilities.Config.newBuilder()
                        .addAllRuntimeUpdatable(settings(Effect.AT_ONCE))
                        .addAllRestartRequired(settings(Effect.RESTART)))
                .build();
    }

    private List<String> providers() {
        return settings.providers().entrySet().stream()
                .filter(provider -> provider.getValue().enabled())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static List<String> settings(Effect effect) {
        return RuntimeSettings.table().stream()
                .filter(row -> row.effect() == effect)
                .map(Row::pattern)
                .toList();
    }
}
