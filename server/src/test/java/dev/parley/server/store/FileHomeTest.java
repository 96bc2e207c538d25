package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.BrokenFiles;
import dev.parley.server.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CF-02: the configuration in a file")
class FileHomeTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("config.json");
    }

    @Test
    void makesFileAtFirstChange_forItsOwnerAlone() throws Exception {
        FileHome home = new FileHome(file);
        ManagedConfig empty = home.load();
        assertThat(empty).isEqualTo(ManagedConfig.EMPTY);
        assertThat(file).doesNotExist();
        home.save(empty, empty.withKeys(List.of(Secret.of("k1"))));
        assertThat(file).hasContent("{\n  \"keys\": [\"k1\"],\n  \"accounts\": []\n}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(home.isDurable()).isTrue();
    }

    @Test
    @DisplayName("CF-02, CL-04: what is not known stays where it is; the older name of the mapping goes")
    void keepsUnknownFields() throws Exception {
        Files.writeString(file, """
                {"//": "mine", "accounts": [
                  {"note": [1.50, {"a" :2}], "email": "a@x.org", "password": "p"},
                  {"email": "b@x.org", "password": "p", "token": "t"}],
                 "compat": {"wide":  true}, "claude_model_mapping": {"fast": "m"}, "keys": [],
                 "claude_mapping": {"other": 7}}
                """);
        FileHome home = new FileHome(file);
        ManagedConfig before = home.load();
        ManagedAccount first = before.accounts().getFirst().withToken(Secret.of("t-\"1\""));
        ManagedAccount added = ManagedAccount.of("", "467", "p", "");
        home.save(before, before.withAccounts(List.of(added, first)).withKeys(List.of(Secret.of("${k}"))));
        assertThat(file).hasContent("""
                {
                  "//": "mine",
                  "accounts": [
                    {"mobile":"467","password":"p"},
                    {"note":[1.50, {"a" :2}],"email":"a@x.org","password":"p","token":"t-\\"1\\""}
                  ],
                  "compat": {"wide":  true},
                  "keys": ["${k}"],
                  "claude_mapping": {"other":7,"fast":"m"}
                }
                """);
        assertThat(new FileHome(file).load().account("a@x.org")).isEqualTo(first);
    }

    @Test
    @DisplayName("Whatever is saved one after the other is read by the next process")
    void keepsWhateverIsSaved() {
        Random random = new Random(2);
        FileHome home = new FileHome(file);
        ManagedConfig before = home.load();
        for (int i = 0; i < 100; i++) {
            ManagedConfig next = RandomConfigs.next(random);
            next = next.withMapping(merged(before.mapping(), next.mapping()));
            home.save(before, next);
            before = next;
            assertThat(new FileHome(file).load()).as("configuration %d", i).isEqualTo(next);
        }
    }

    /** An operator cannot unset a mapping. */
    private static ModelMapping merged(ModelMapping before, ModelMapping next) {
        return new ModelMapping(
                next.fast().isEmpty() ? before.fast() : next.fast(),
                next.slow().isEmpty() ? before.slow() : next.slow());
    }

    @Test
    void refusesBrokenFile_andLeavesIt() throws Exception {
        Files.writeString(file, "{\n  \"keys\": [\"planted\",]\n}");
        assertThatThrownBy(() -> new FileHome(file).load())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file.toString(), "line 2, column 22", "admin.config-file")
                .hasMessageNotContaining("planted");
        assertThat(file).hasContent("{\n  \"keys\": [\"planted\",]\n}");
    }

    @ParameterizedTest
    @EnumSource(BrokenFiles.class)
    @DisplayName("faults 8: whatever stands in its place is refused at the start, and not written over later")
    void refusesWhateverStandsInItsPlace(BrokenFiles broken) throws Exception {
        Files.writeString(file, "{\"keys\": [\"k1\"]}");
        FileHome home = new FileHome(file);
        ManagedConfig before = home.load();
        broken.write(file);
        long size = Files.size(file);

        assertThatThrownBy(() -> new FileHome(file).load())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file.toString(), "admin.config-file");
        assertThatThrownBy(() -> home.save(before, ManagedConfig.EMPTY)).isInstanceOf(StoreException.class);
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void refusesToOverwriteChangesOfOthers() throws Exception {
        Files.writeString(file, "{\"keys\": [\"k1\"]}");
        FileHome home = new FileHome(file);
        ManagedConfig before = home.load();
        Files.writeString(file, "{\"keys\": [\"k1\", \"by-hand\"]}");
        assertThatThrownBy(() -> home.save(before, ManagedConfig.EMPTY))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("changed by somebody else", "restart");
        assertThat(file).hasContent("{\"keys\": [\"k1\", \"by-hand\"]}");
        Files.writeString(file, "{\"keys\": [\"k1\"]}");
        home.save(before, ManagedConfig.EMPTY);
        assertThat(new FileHome(file).load()).isEqualTo(ManagedConfig.EMPTY);
    }

    @Test
    void keepsSymbolicLink() throws Exception {
        Path target = Files.createDirectory(folder.resolve("real")).resolve("target.json");
        Files.createSymbolicLink(file, Path.of("real", "target.json"));
        FileHome home = new FileHome(file);
        ManagedConfig first = home.load().withKeys(List.of(Secret.of("k1")));
        home.save(ManagedConfig.EMPTY, first);
        home.save(first, first.withKeys(List.of(Secret.of("k2"))));
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(target).isRegularFile().content().contains("k2");
        assertThat(names(folder)).containsExactly("config.json", "real");
        assertThat(names(target.resolveSibling(""))).containsExactly("target.json");
    }

    @Test
    void changesNothing_whenItCannotBeReplaced() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("gone")).resolve("config.json");
        FileHome home = new FileHome(inside);
        ManagedConfig before = home.load();
        Files.delete(inside.resolveSibling(""));
        assertThatThrownBy(() -> home.save(before, before))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be replaced");
        Files.createDirectory(inside.resolveSibling(""));
        home.save(before, before);
        assertThat(inside).exists();
    }

    @Test
    void refusesFolderThatIsNotThere_andFolderInPlaceOfFile() {
        assertThatThrownBy(() -> new FileHome(folder.resolve("none/config.json")).load())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nor is its folder");
        assertThatThrownBy(() -> new FileHome(folder).load())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be read");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = new ArrayList<>();
            files.map(path -> path.getFileName().toString()).sorted().forEach(names::add);
            return names;
        }
    }
}
