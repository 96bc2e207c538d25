package dev.parley.server.cli;

import dev.parley.server.store.DataFolder;
import dev.parley.server.store.sqlite.KeyRotation;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley rotate-key}: another key for the secrets of the store. */
@Command(
        name = "rotate-key",
        description = "Seals the secrets of the store with a new key; no server may run meanwhile.")
final class RotateKeyCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    RotateKeyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        Path folder = DataFolder.of(options.load(environment).settings().data().dir(), environment);
        KeyRotation.run(folder, environment);
        spec.commandLine()
                .getOut()
                .printf(
                        "The secrets of the store in %s have a new key. Backups from before it open with the old one.%n",
                        folder);
    }
}
