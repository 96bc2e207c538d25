package dev.parley.server.cli;

import dev.parley.server.Parley;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import java.util.List;
import java.util.Map;
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
        Map<String, String> environment = Map.of("PARLEY_SERVER_PORT", "0");
        Settings settings = SettingsLoader.load(new SettingsLoader.Request(environment, null, List.of(), Map.of()))
                .settings();
        Logging.start(settings.log());
        try (Parley parley = Parley.start(settings)) {
            String url = "http://127.0.0.1:" + parley.port();
            for (int i = 0; i < ROUNDS; i++) {
                new CommandLine(new ChatCommand(Map.of("PARLEY_URL", url)))
                        .setOut(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                        .execute(i % 2 == 0 ? "--grpc" : "--rest", "hello");
                OpenAiCall.make(url);
            }
        }
    }
}
