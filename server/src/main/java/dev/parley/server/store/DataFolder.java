package dev.parley.server.store;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the store lives. */
public final class DataFolder {
    private DataFolder() {}

    /**
     * The folder that {@code data.dir} names; if it is unset, {@code parley} in {@code XDG_DATA_HOME}, else in
     * {@code .local/share} of the user's home. It need not exist.
     */
    public static Path of(@Nullable Path setting, Map<String, String> environment) {
        return (setting == null ? inHome(environment) : setting)
                .toAbsolutePath()
                .normalize();
    }

    /** A relative XDG_DATA_HOME does not count, as its specification says. */
    private static Path inHome(Map<String, String> environment) {
        Path shared = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (shared.isAbsolute() ? shared : Path.of(home, ".local", "share")).resolve("parley");
    }
}
