package dev.parley.server.json;

import java.util.Objects;

/** JSON that is malformed or not of the expected shape. */
public final class JsonException extends RuntimeException {
    private final String path;

    /** {@code path} is where, as in {@code messages[2].content}; empty for the document. */
    public JsonException(String path, String message) {
        super(message);
        this.path = path;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "set by the constructor");
    }

    public String path() {
        return path;
    }
}
