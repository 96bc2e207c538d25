package dev.parley.server;

import dev.parley.server.cli.ParleyCommand;

/** Runs the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = ParleyCommand.run(arguments, System.in, System.out, System.err, System.getenv());
        if (code != 0) {
            System.exit(code);
        }
    }
}
