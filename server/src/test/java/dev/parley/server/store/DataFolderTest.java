package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    @Test
    void takesSetting_whateverTheEnvironmentSays() {
        assertThat(DataFolder.of(Path.of("/srv/x/../parley"), Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/srv/parley"));
    }

    @Test
    void takesSharedDataFolder_whenSettingIsUnset() {
        assertThat(DataFolder.of(null, Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/ann")))
                .isEqualTo(Path.of("/data/parley"));
    }

    @Test
    void takesHome_whenSharedDataFolderIsRelative() {
        assertThat(DataFolder.of(null, Map.of("XDG_DATA_HOME", "data", "HOME", "/home/ann")))
                .isEqualTo(Path.of("/home/ann/.local/share/parley"));
    }
}
