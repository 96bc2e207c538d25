package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Cases as data: each is a folder of files under {@code fixtures/}. */
public final class Fixtures {
    private Fixtures() {}

    /** The cases in this folder, such as {@code openai/requests}, by name. */
    public static List<Case> cases(String folder) {
        try (Stream<Path> found = Files.list(directory("/fixtures/" + folder))) {
            return found.filter(Files::isDirectory).sorted().map(Case::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(String resource) throws IOException {
        try {
            URI uri = Objects.requireNonNull(Fixtures.class.getResource(resource), resource)
                    .toURI();
            if (uri.getScheme().equals("jar")) {
                open(uri);
            }
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(URI jar) throws IOException {
        try {
            FileSystems.newFileSystem(jar, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            // Left open by an earlier call, on purpose: the cases read from it.
        }
    }

    /** One case. */
    public record Case(Path folder) {
        /** Whether it has this file. */
        public boolean has(String file) {
            return Files.exists(folder.resolve(file));
        }

        /** Content of the file, which must be there. */
        public String text(String file) {
            try {
                return Files.readString(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return folder.getFileName().toString().replace("/", "");
        }
    }
}
