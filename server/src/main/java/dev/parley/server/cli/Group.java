package dev.parley.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing without one of its subcommands. */
abstract class Group implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public final void run() {
        String known = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(
                spec.commandLine(), "Say what to do with the %s: %s".formatted(spec.name(), known));
    }
}
