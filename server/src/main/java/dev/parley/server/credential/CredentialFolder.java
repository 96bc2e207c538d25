package dev.parley.server.credential;

import dev.parley.server.credential.CredentialException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads credential files: those that are named, and all {@code *.json} of folders. One that cannot be read stands in
 * nobody's way, and neither does a symbolic link in a folder, which is never followed: both are reported.
 */
public final class CredentialFolder {
    private static final String ENDING = ".json";
    private static final int MOST_BYTES = 1 << 20;

    private final TokenHosts hosts;
    private final Map<String, CredentialFile> files = new LinkedHashMap<>();
    private final Map<String, Path> places = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** A file that is passed over, and why. */
    public record Fault(Path file, List<Problem> problems) {
        @Override
        public String toString() {
            return file + ": " + problems;
        }
    }

    /**
     * What was found.
     *
     * @param files in the order they were read, each id once
     * @param places where each id was read
     */
    public record Found(List<CredentialFile> files, Map<String, Path> places, List<Fault> faults) {}

    private CredentialFolder(TokenHosts hosts) {
        this.hosts = hosts;
    }

    /** Reads the named files, then those of the folders by name. */
    public static Found read(List<Path> files, List<Path> folders, TokenHosts hosts) {
        CredentialFolder folder = new CredentialFolder(hosts);
        files.forEach(file -> folder.file(file));
        folders.forEach(folder::folder);
        return new Found(List.copyOf(folder.files.values()), Map.copyOf(folder.places), List.copyOf(folder.faults));
    }

    private void folder(Path folder) {
        TreeSet<Path> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, '*' + ENDING)) {
            entries.forEach(names::add);
        } catch (IOException | DirectoryIteratorException e) {
            fault(folder, "cannot be read (expected: a folder)");
        }
        names.forEach(this::entry);
    }

    private void entry(Path file) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            file(file, LinkOption.NOFOLLOW_LINKS);
        } else {
            fault(file, "is no file of its own (expected: no link and no folder)");
        }
    }

    private void file(Path file, OpenOption... how) {
        try {
            String text = text(file, how);
            String name = file.getFileName().toString();
            String unless = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
            CredentialFile read = CredentialFile.parse(text, unless, hosts);
            if (files.putIfAbsent(read.id(), read) != null) {
                fault(file, "has the id of another file, '%s' (expected: one of its own)".formatted(read.id()));
            }
            places.putIfAbsent(read.id(), file);
        } catch (CredentialException e) {
            faults.add(new Fault(file, e.problems()));
        } catch (IOException e) {
            fault(file, "cannot be read (expected: a readable text file of at most %d bytes)".formatted(MOST_BYTES));
        }
    }

    private static String text(Path file, OpenOption... how) throws IOException {
        try (var in = Files.newInputStream(file, how)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("too long");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void fault(Path file, String what) {
        faults.add(new Fault(file, List.of(new Problem("", what))));
    }
}
