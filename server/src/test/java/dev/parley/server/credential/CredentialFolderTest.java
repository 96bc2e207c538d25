package dev.parley.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("MA-27: folders of credential files")
class CredentialFolderTest {
    @TempDir
    Path root;

    @Test
    void readsNamedFilesAndFolders() throws IOException {
        Path one = write(root.resolve("one.txt"), "{\"api_key\":\"k1\"}");
        Path folder = Files.createDirectory(root.resolve("many"));
        write(folder.resolve("b.json"), "{\"api_key\":\"k3\"}");
        write(folder.resolve("a.json"), "{\"api_key\":\"k2\",\"id\":\"ann\"}");
        write(folder.resolve("notes.txt"), "not a credential");

        CredentialFolder.Found found = CredentialFolder.read(List.of(one), List.of(folder), TokenHosts.GOOGLE);

        assertThat(found.files()).extracting(CredentialFile::id).containsExactly("one.txt", "ann", "b");
        assertThat(found.faults()).isEmpty();
    }

    @Test
    @DisplayName("a symbolic link in the folder is ignored and reported")
    void ignoresLinks() throws IOException {
        Path outside = write(root.resolve("outside"), "{\"api_key\":\"canary\"}");
        Path folder = Files.createDirectory(root.resolve("many"));
        Files.createSymbolicLink(folder.resolve("link.json"), outside);

        CredentialFolder.Found found = CredentialFolder.read(List.of(), List.of(folder), TokenHosts.GOOGLE);

        assertThat(found.files()).isEmpty();
        assertThat(found.faults()).singleElement().asString().contains("link.json", "no link");
    }

    @Test
    void reportsWhatCannotBeRead_andReadsTheRest() throws IOException {
        write(root.resolve("a.json"), "{\"type\":\"canary\"}");
        write(root.resolve("b.json"), "{\"api_key\":\"k\",\"id\":\"c\"}");
        write(root.resolve("c.json"), "{\"api_key\":\"k2\"}");
        write(root.resolve("long.json"), " ".repeat((1 << 20) + 1));

        CredentialFolder.Found found = CredentialFolder.read(
                List.of(root.resolve("none.json")), List.of(root, root.resolve("no folder")), TokenHosts.GOOGLE);

        assertThat(found.files()).extracting(CredentialFile::id).containsExactly("c");
        assertThat(found.faults())
                .extracting(fault -> fault.file().getFileName().toString())
                .containsExactly("none.json", "a.json", "c.json", "long.json", "no folder");
        assertThat(found.faults().toString()).doesNotContain("canary");
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
