package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.BrokenFiles;
import dev.parley.server.config.Secret;
import dev.parley.server.wires.LogLines;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("MG-07: a key file that is saved, in whatever way, is read once, and never half written")
@Tag(Effort.TAG)
class KeyFileTest {
    private final List<List<Secret>> read = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path path;
    private KeyFile file;

    @BeforeEach
    void read() throws IOException {
        path = Files.writeString(folder.resolve("keys.txt"), "a\nb\n");
        file = new KeyFile(path);
        file.reload(read::add);
        read.clear();
    }

    @Test
    void readsOnce_whenAnotherFileIsMovedIntoItsPlace() throws Exception {
        Path beside = Files.writeString(folder.resolve("keys.txt~"), "c\nd\n");
        Files.setLastModifiedTime(beside, Files.getLastModifiedTime(path));
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);

        look(4);

        assertThat(read).containsExactly(keys("c", "d"));
    }

    @Test
    void readsOnce_andNothingHalfWritten_whenItIsEmptiedAndFilled() throws Exception {
        try (Writer editor = Files.newBufferedWriter(path)) {
            look(1);
            for (String line : List.of("c\n", "d\n", "e\n")) {
                editor.write(line);
                editor.flush();
                look(1);
            }
        }
        look(3);

        assertThat(read).containsExactly(keys("c", "d", "e"));
    }

    @Test
    void readsOnce_whenALinkIsSwapped() throws Exception {
        Path link = folder.resolve("linked");
        Files.createSymbolicLink(link, path);
        KeyFile linked = new KeyFile(link);
        linked.reload(keys -> {});
        Path next = Files.writeString(folder.resolve("next"), "c\nd\n");
        Path beside = Files.createSymbolicLink(folder.resolve("beside"), next);

        Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
        for (int i = 0; i < 4; i++) {
            linked.refresh(read::add);
        }

        assertThat(read).containsExactly(keys("c", "d"));
    }

    @Test
    void keepsTheKeys_whenItIsGone_andReadsThemWhenItIsBack() throws Exception {
        Files.delete(path);
        look(3);
        assertThat(read).isEmpty();
        Files.writeString(path, "c\n");
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));

        look(3);

        assertThat(read).containsExactly(keys("c"));
    }

    @ParameterizedTest
    @EnumSource(BrokenFiles.class)
    @DisplayName("faults 8: whatever stands in its place, the keys stay, and the log says so once")
    void keepsTheKeys_whenItIsBroken(BrokenFiles broken) throws Exception {
        broken.write(path);
        try (LogLines log = new LogLines("parley.pool")) {
            look(5);
            assertThat(read).isEmpty();
            assertThat(log.texts())
                    .filteredOn(line -> line.contains(path + " "))
                    .hasSize(1);
        }
    }

    @Test
    void hasNoKeys_whenThereIsACommentAlone() throws Exception {
        Files.writeString(path, "# none today\n");
        look(3);
        assertThat(read).containsExactly(List.of());
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            file.refresh(read::add);
        }
    }

    private static List<Secret> keys(String... keys) {
        return List.of(keys).stream().map(Secret::of).toList();
    }
}
