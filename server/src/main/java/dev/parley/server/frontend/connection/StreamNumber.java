package dev.parley.server.frontend.connection;

/** Which HTTP/2 stream a thread serves; known only once Helidon has told. */
final class StreamNumber {
    static final ScopedValue<StreamNumber> CURRENT = ScopedValue.newInstance();

    private int number;

    int get() {
        return number;
    }

    void set(int streamId) {
        number = streamId;
    }
}
