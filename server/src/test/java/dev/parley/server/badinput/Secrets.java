package dev.parley.server.badinput;

/** What must be told nowhere. All of it holds the same word. */
final class Secrets {
    static final String MARK = "secret-of-";
    static final String CALLER = MARK + "caller";
    static final String ADMIN = MARK + "admin";
    static final String OPERATOR = MARK + "operator";
    static final String READER = MARK + "reader";
    static final String HOST = MARK + "host";
    static final String ANN = MARK + "ann";

    private Secrets() {}
}
