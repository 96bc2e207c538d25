package dev.parley.server.cli;

import dev.parley.client.ParleyClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that use the management API of a running Parley. */
final class ManagementOptions {
    private static final String VARIABLE = "PARLEY_MANAGEMENT_KEY";

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--management-key",
            paramLabel = "KEY",
            description = "Its access.management-key; better " + VARIABLE + '.')
    private @Nullable String key;

    /** A client that calls as the operator. */
    ParleyClient client(Map<String, String> environment) {
        String found = key == null ? environment.getOrDefault(VARIABLE, "") : key;
        if (found.isBlank()) {
            throw new MistakeException(
                    "No management key (expected: the gateway's access.management-key in " + VARIABLE + ").");
        }
        return server.client(environment).key(found.strip()).build();
    }
}
