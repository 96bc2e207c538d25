package dev.parley.server.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command did.
 *
 * @param code its exit code
 */
record Cli(int code, String out, String err) {
    /** Runs commands with an environment and a standard input that is no terminal. */
    record Shell(Map<String, String> environment, String in) {
        Shell with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Shell(more, in);
        }

        Shell typing(String text) {
            return new Shell(environment, text);
        }

        Cli run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = ParleyCommand.run(
                    arguments,
                    new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    environment);
            return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    static Shell shell() {
        return new Shell(Map.of(), "");
    }
}
