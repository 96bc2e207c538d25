package dev.parley.server.badinput;

/**
 * A route of the running gateway, or an rpc.
 *
 * @param verb RPC for an rpc, ANY for a route that takes all methods
 * @param path a pattern; the full name of an rpc
 */
record Entry(String verb, String path) {
    static final String RPC = "rpc";
    private static final String SERVES = "serves ";

    static boolean isOne(String line) {
        return line.startsWith(SERVES);
    }

    /** Reads the line of the log that tells of it. */
    static Entry of(String line) {
        String[] words = line.substring(SERVES.length()).split(" ", 2);
        return new Entry(words[0], words[1]);
    }

    boolean isRpc() {
        return verb.equals(RPC);
    }

    /** A method that it takes. */
    String method() {
        return verb.equals("ANY") ? "POST" : verb;
    }

    /** A path that fits its pattern. */
    String example() {
        return path.replaceAll("\\{[^}]*}|\\*", "x");
    }

    @Override
    public String toString() {
        return verb + ' ' + path;
    }
}
