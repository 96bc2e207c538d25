package dev.parley.server.compatibility;

/** A call that failed, whatever client it was made with. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String before;

    /**
     * A failure.
     *
     * @param status as HTTP has it; of no meaning when an answer had begun
     * @param before the text that came before it
     */
    Failed(int status, String before, Throwable cause) {
        super(cause.getMessage(), cause);
        this.status = status;
        this.before = before;
    }

    int status() {
        return status;
    }

    String before() {
        return before;
    }
}
