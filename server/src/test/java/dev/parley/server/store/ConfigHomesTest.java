package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CF-01, CF-02, CF-05: where the configuration is kept")
class ConfigHomesTest {
    /** Stands for the store. */
    private static final class Store implements ConfigHome {
        @Override
        public ManagedConfig load() {
            return ManagedConfig.EMPTY;
        }

        @Override
        public void save(ManagedConfig before, ManagedConfig next) {
            throw new StoreException("not used", null);
        }

        @Override
        public boolean isDurable() {
            return true;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "json \"{0}\", file {1}, there {2}, create {3}: {4}")
    @CsvSource({
        "'{}', true, true, true, EnvironmentHome",
        "'{}', false, false, true, EnvironmentHome",
        "'', true, true, true, FileHome",
        "'', true, true, false, FileHome",
        "'', true, false, true, FileHome",
        "'', true, false, false, Store",
        "'', false, false, true, Store",
    })
    void chooses(String json, boolean named, boolean there, boolean create, String home) throws Exception {
        Path file = folder.resolve("config.json");
        if (there) {
            Files.writeString(file, "{}");
        }
        Admin.Vercel vercel = new Admin.Vercel(URI.create("http://127.0.0.1:9"), Secret.of(""), "", "");
        Admin admin = new Admin("deepseek", Secret.of(json), named ? file : null, create, vercel);
        assertThat(ConfigHomes.of(admin, Store::new).getClass().getSimpleName()).isEqualTo(home);
    }
}
