package dev.parley.server.cli;

import dev.parley.server.store.DataFolder;
import dev.parley.server.store.sqlite.Backup;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley backup}: the store in one file. */
@Command(name = "backup", description = "Writes the store into one file; a server may run meanwhile.")
final class BackupCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--without-key",
            description = "Leaves out the key of the secrets: without it, kept elsewhere, the backup cannot be used.")
    private boolean withoutKey;

    @Parameters(arity = "1", paramLabel = "FILE", description = "Where to; it must not be there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    BackupCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        Path folder = DataFolder.of(options.load(environment).settings().data().dir(), environment);
        boolean keyed = Backup.write(folder, environment, file, !withoutKey);
        String advice = keyed
                ? "It holds the key of the secrets: keep it as safe as the folder itself."
                : "It does not hold the key of the secrets: keep that too, or it cannot be restored.";
        spec.commandLine().getOut().printf("The store in %s is in %s now.%n%s%n", folder, file, advice);
    }
}
