package dev.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;

/**
 * An answer.
 *
 * @param status over gRPC the one over HTTP that goes with the code of its error
 * @param body over gRPC as JSON
 * @param took from before the request was sent to the end of the answer
 */
record Got(int status, Headers headers, String body, Duration took) {
    private static final int ERROR_MOST = 4_000;
    private static final String TRACE =
            "(?s).*(\\bat [a-z]+\\.|Exception|java\\.|io\\.helidon|com\\.google\\.protobuf|dev\\.parley).*";

    /** Checks that it is this error, which names a word. */
    void checkRefused(int expected, String word) {
        assertThat(status).as(body).isEqualTo(expected);
        assertThat(body).contains(word);
        checkRefusal();
    }

    /** Checks what holds of all errors: they are short, and tell neither secrets nor what Parley is made of. */
    void checkRefusal() {
        String text = body.replace("type.googleapis.com/parley.chat.v1.ChatError", "");
        assertThat(text).hasSizeLessThan(ERROR_MOST).doesNotContain(Secrets.MARK);
        assertThat(text.matches(TRACE)).as(text).isFalse();
    }
}
