package dev.parley.server.cli;

import dev.parley.server.config.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that read the settings. */
final class SettingsOptions {
    /** The admin key of trials. */
    static final String DEV_KEY = "admin";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file; also PARLEY_CONFIG.")
    private @Nullable Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Opens the listener of a profile (repeatable); also PARLEY_PROFILES.")
    private List<String> profiles = new ArrayList<>();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Sets server.host.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "Sets server.port.")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Sets data.dir.")
    private @Nullable String data;

    @Option(names = "--dev", description = "Sets access.admin-key to '" + DEV_KEY + "'; on loopback only.")
    private boolean dev;

    SettingsLoader.Loaded load(Map<String, String> environment) {
        return SettingsLoader.load(
                new SettingsLoader.Request(environment, file(environment), profiles(environment), overrides()));
    }

    private @Nullable Path file(Map<String, String> environment) {
        String named = environment.get("PARLEY_CONFIG");
        return config != null || named == null ? config : Path.of(named);
    }

    private List<String> profiles(Map<String, String> environment) {
        List<String> all = new ArrayList<>(profiles);
        for (String name : environment.getOrDefault("PARLEY_PROFILES", "").split(",", -1)) {
            if (!name.isBlank()) {
                all.add(name.trim());
            }
        }
        return all;
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        put(overrides, "server.host", host);
        put(overrides, "server.port", port);
        put(overrides, "data.dir", data);
        put(overrides, "access.admin-key", dev ? DEV_KEY : null);
        return overrides;
    }

    private static void put(Map<String, String> overrides, String path, @Nullable String value) {
        if (value != null) {
            overrides.put(path, value);
        }
    }
}
