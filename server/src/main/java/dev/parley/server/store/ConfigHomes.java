package dev.parley.server.store;

import dev.parley.server.config.Admin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which home the managed configuration has (CF-05); docs/decisions/0013 says why. */
public final class ConfigHomes {
    private static final Logger LOG = LoggerFactory.getLogger("parley.store");

    private ConfigHomes() {}

    /**
     * The home that the settings name: the configuration in the settings themselves, else the file, else the store. A
     * file that is not there is made at the first change, or counts for nothing if admin.create-config-file is off.
     * Logs which one it is.
     *
     * @param store asked only if it is the store
     */
    public static ConfigHome of(Admin admin, Supplier<ConfigHome> store) {
        Path file = admin.configFile();
        if (!admin.configJson().isEmpty()) {
            LOG.info("keys and accounts come from the setting admin.config-json; changes are lost at the end");
            return new EnvironmentHome(admin.configJson());
        }
        if (file != null && Files.exists(file)) {
            LOG.info("keys and accounts are kept in the file {}", file.toAbsolutePath());
            return new FileHome(file);
        }
        if (file != null && admin.createConfigFile()) {
            LOG.info("keys and accounts will be kept in the file {}, made at the first change", file.toAbsolutePath());
            return new FileHome(file);
        }
        LOG.info("keys and accounts are kept in the store{}", file == null ? "" : ", as there is no file " + file);
        return store.get();
    }
}
