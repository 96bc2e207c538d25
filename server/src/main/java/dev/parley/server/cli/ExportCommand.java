package dev.parley.server.cli;

import dev.parley.admin.v1.ExportRequest;
import dev.parley.client.ParleyClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley export}: everything that import takes, with its secrets. */
@Command(name = "export", description = "Writes the configuration of a running Parley, with its secrets, into a file.")
final class ExportCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final AdminOptions options = new AdminOptions();

    @Option(names = "--force", description = "Replaces a file that is there.")
    private boolean force;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "parley-export.json",
            description = "Readable by its owner alone (default: ${DEFAULT-VALUE}); - for standard output.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ExportCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        boolean toFile = !file.equals("-");
        if (toFile && !force && Files.exists(Path.of(file))) {
            throw there();
        }
        String json;
        try (ParleyClient client = options.client(environment)) {
            json = client.admin().export(ExportRequest.getDefaultInstance()).getJson();
        }
        if (toFile) {
            write(json + '\n');
            spec.commandLine().getOut().println("Exported to " + file);
        } else {
            spec.commandLine().getOut().println(json);
        }
    }

    private void write(String text) {
        try {
            PrivateFile.write(Path.of(file), text.getBytes(StandardCharsets.UTF_8), force);
        } catch (FileAlreadyExistsException e) {
            throw there();
        } catch (IOException e) {
            throw new MistakeException("%s cannot be written (expected: a folder that is there).".formatted(file));
        }
    }

    private MistakeException there() {
        return new MistakeException("%s is there already (expected: another name, or --force).".formatted(file));
    }
}
