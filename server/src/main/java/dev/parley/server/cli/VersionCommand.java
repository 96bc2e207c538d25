package dev.parley.server.cli;

import dev.parley.server.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley version}. */
@Command(name = "version", description = "Shows the versions of Parley and of what it runs on.")
final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .printf(
                        "Parley %s (Java %s, Helidon %s)%n",
                        Versions.parley(), Runtime.version(), io.helidon.common.Version.VERSION);
    }
}
