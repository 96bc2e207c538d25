package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** {@code parley config}: what can be done with the settings. */
@Command(name = "config", description = "Shows the settings.")
final class ConfigCommand extends Group {}
