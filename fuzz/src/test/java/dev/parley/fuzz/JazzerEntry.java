package dev.parley.fuzz;

/** Where Jazzer enters. Its one argument is the target's name. */
public final class JazzerEntry {
    private static FuzzTarget target;

    private JazzerEntry() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = Targets.named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.reader().read(input);
    }
}
