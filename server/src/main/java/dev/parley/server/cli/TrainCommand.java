package dev.parley.server.cli;

import dev.parley.server.Parley;
import dev.parley.server.config.SettingsLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code parley train}: starts a gateway on any free port, has each wire answer, and ends. The launcher runs it once
 * after a build, so that java can store what a start loads.
 */
@Command(name = "train", hidden = true, description = "Makes what the launcher starts quicker from.")
final class TrainCommand implements Runnable {
    private static final int ROUNDS = 20;

    @Override
    public void run() {
        Path folder = temporary();
        try {
            train(folder);
        } finally {
            remove(folder);
        }
    }

    private static void train(Path folder) {
        SettingsLoader.Loaded loaded =
                SettingsLoader.load(new SettingsLoader.Request(environment(folder), null, List.of(), Map.of()));
        Logging.start(loaded.settings().log());
        try (Parley parley = Parley.start(loaded)) {
            String url = "http://127.0.0.1:" + parley.port();
            for (int i = 0; i < ROUNDS; i++) {
                new CommandLine(new ChatCommand(Map.of("PARLEY_URL", url)))
                        .setOut(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                        .execute(i % 2 == 0 ? "--grpc" : "--rest", "hello");
                OpenAiCall.make(url);
            }
        }
    }

    /** A provider that is administered, though never asked, so that the store and the admin API are started too. */
    private static Map<String, String> environment(Path folder) {
        return Map.of(
                "PARLEY_SERVER_PORT", "0",
                "PARLEY_DATA_DIR", folder.toString(),
                "PARLEY_ADMIN_PROVIDER", "trained",
                "PARLEY_PROVIDERS_TRAINED_TYPE", "openai",
                "PARLEY_PROVIDERS_TRAINED_BASE_URL", "http://127.0.0.1:9/v1",
                "PARLEY_PROVIDERS_TRAINED_MODELS", "none");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("parley-train");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
