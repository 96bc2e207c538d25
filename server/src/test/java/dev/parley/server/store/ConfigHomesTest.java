package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import dev.parley.server.config.SettingsLoader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

    @Test
    @DisplayName("CF-01, CF-02: the original's variables; without a config.json in the working folder it is the store")
    void choosesForProfile() throws Exception {
        Path there = Files.writeString(folder.resolve("there.json"), "{}");
        assertThat(ofProfile(Map.of())).isInstanceOf(Store.class);
        assertThat(ofProfile(Map.of("DS2API_CONFIG_PATH", there.toString()))).isInstanceOf(FileHome.class);
        assertThat(ofProfile(Map.of("DS2API_CONFIG_PATH", there.toString(), "DS2API_CONFIG_JSON", "{}")))
                .isInstanceOf(EnvironmentHome.class);
        assertThat(ofProfile(Map.of("CONFIG_JSON", "{}"))).isInstanceOf(EnvironmentHome.class);
    }

    private static ConfigHome ofProfile(Map<String, String> environment) {
        var request = new SettingsLoader.Request(environment, null, List.of("ds2api"), Map.of());
        return ConfigHomes.of(SettingsLoader.load(request).settings().admin(), Store::new);
    }
}
