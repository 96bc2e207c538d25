package dev.parley.server.frontend.connection;

/** Where calls come from. What callers say of it themselves, such as {@code X-Forwarded-For}, is not looked at. */
public final class CallerAddress {
    private CallerAddress() {}

    /**
     * The numeric address at the other end of the connection that this thread serves; empty if it has none.
     *
     * @throws IllegalStateException on a thread that serves none, or a listener that is not watched
     */
    public static String current() {
        return CallerConnection.current().address();
    }
}
