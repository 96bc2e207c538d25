package dev.parley.server;

import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.usage.UsageReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A whole gateway on a free port, set up as an operator would: by environment variables. */
public final class Gateway implements AutoCloseable {
    /** The heap is the tests' too, which fill it, and so are the files. */
    private static final Map<String, String> NOT_ALONE = Map.of(
            "PARLEY_MEMORY_REFUSE_AT", "101", "PARLEY_MEMORY_SHED_AT", "101", "PARLEY_CONNECTIONS_MAX_FILES", "0");

    private final Parley parley;

    private Gateway(Parley parley) {
        this.parley = parley;
    }

    /** Starts one; {@code settings} are names and values without the PARLEY_ before them, in turn. */
    public static Gateway start(String... settings) {
        return start(List.of(), settings);
    }

    /** Starts one with the listeners of these profiles. */
    public static Gateway start(List<String> profiles, String... settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PARLEY_SERVER_PORT", "0");
        environment.put("PARLEY_DATA_DIR", folder().toString());
        environment.putAll(NOT_ALONE);
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_" + settings[i], settings[i + 1]);
        }
        return new Gateway(Parley.start(loaded(profiles, environment)));
    }

    /** Where a store may be; made only if one is. */
    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"), "parley-test-" + UUID.randomUUID());
    }

    /** Starts one with these settings. */
    public static Gateway start(SettingsLoader.Loaded loaded) {
        return new Gateway(Parley.start(loaded));
    }

    /** The settings that an environment gives. */
    public static Settings settings(List<String> profiles, Map<String, String> environment) {
        return loaded(profiles, environment).settings();
    }

    /** The same, with what they were made of. */
    public static SettingsLoader.Loaded loaded(List<String> profiles, Map<String, String> environment) {
        return SettingsLoader.load(new SettingsLoader.Request(environment, null, profiles, Map.of()));
    }

    public int port() {
        return parley.port();
    }

    public int port(String profile) {
        return parley.port(profile);
    }

    /** What callers have used. */
    public UsageReport usage() {
        return parley.usage();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        parley.close();
    }
}
