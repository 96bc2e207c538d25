package dev.parley.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code --help}, which every command has. */
final class HelpOption {
    private static final String NAME = "--help";

    @Option(names = NAME, usageHelp = true, description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** Adds it to a command and all below, but for those that have one. */
    static void addTo(CommandLine line) {
        if (line.getCommandSpec().findOption(NAME) == null) {
            line.addMixin("help", new HelpOption());
        }
        line.getSubcommands().values().forEach(HelpOption::addTo);
    }
}
