package dev.parley.server.store.sqlite;

import dev.parley.server.store.ManagedConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A Java of its own that opens a store and changes it until it is killed. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    /** What it does, in a folder. */
    enum Deed {
        /** Saves random configurations. */
        CONFIGURATIONS {
            @Override
            void begin(Path folder, int seed) {
                save(folder, seed);
            }
        },
        /** Keeps large credentials, of which a few dozen fill the log beside the file. */
        UPLOADS {
            @Override
            void begin(Path folder, int seed) {
                SqliteStore store = SqliteStore.open(folder, Map.of());
                int first = Uploaded.last(store) + 1;
                System.out.println("open");
                for (int i = first; ; i++) {
                    Uploaded.put(store, i);
                    System.out.println(i);
                }
            }
        },
        /** Opens the stores of the folders that are named by numbers, each of which has an older form. */
        MIGRATIONS {
            @Override
            void begin(Path folder, int seed) {
                System.out.println("open");
                for (int i = 1; Files.exists(folder.resolve(Integer.toString(i))); i++) {
                    SqliteStore.open(folder.resolve(Integer.toString(i)), Map.of())
                            .close();
                    System.out.println(i);
                }
            }
        };

        abstract void begin(Path folder, int seed);
    }

    private ChildProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProcess start(Path folder, int seed) throws IOException {
        return start(folder, seed, Deed.CONFIGURATIONS);
    }

    static ChildProcess start(Path folder, int seed, Deed deed) throws IOException {
        return new ChildProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(seed),
                        deed.name())
                .redirectErrorStream(true)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** Each change it has been told is kept, by its number; null at its end. */
    String line() throws IOException {
        return out.readLine();
    }

    /** Kills it as {@code kill -9} does, and reads what it had still said. */
    List<String> kill() throws Exception {
        process.toHandle().destroyForcibly(); // unlike Process, it leaves the output readable
        process.waitFor();
        List<String> rest = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            rest.add(line);
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }

    /** The configuration after so many changes; the same in every process. */
    static ManagedConfig config(ManagedConfig start, int seed, int changes) {
        ManagedConfig config = start;
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            config = Configs.changed(config, random, number(seed, i));
        }
        return config;
    }

    /** Names what a change adds; no two processes' are alike. */
    private static int number(int seed, int change) {
        return seed * 100_000 + change;
    }

    public static void main(String[] arguments) {
        Deed.valueOf(arguments[2]).begin(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private static void save(Path folder, int seed) {
        Random random = new Random(seed);
        SqliteStore store = SqliteStore.open(folder, Map.of());
        ManagedConfig before = store.config().load();
        System.out.println("open");
        for (int i = 0; ; i++) {
            ManagedConfig next = Configs.changed(before, random, number(seed, i));
            store.config().save(before, next);
            before = next;
            System.out.println(i + 1);
        }
    }
}
