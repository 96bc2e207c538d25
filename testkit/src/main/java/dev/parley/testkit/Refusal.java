package dev.parley.testkit;

/** What a host says to a request that breaks its rules; it also fails the test that looks at the requests. */
final class Refusal extends AssertionError {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;

    Refusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "invalid_request_error", message);
    }

    static void unless(boolean fine, String message) {
        if (!fine) {
            throw invalid(message);
        }
    }

    int status() {
        return status;
    }

    /** The host's word for it. */
    String type() {
        return type;
    }

    /** The refusal as the Messages API words it. */
    Reply reply() {
        return AnthropicAnswers.error(status, type, String.valueOf(getMessage()));
    }
}
