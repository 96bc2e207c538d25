package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Started;
import dev.parley.server.json.ByteSink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CL-11, CLI-02, CLI-06, E-ERR-1: errors in Claude's shape")
class ClaudeErrorWriterTest {
    private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, invalid_request_error",
        "CONTEXT_TOO_LONG, invalid_request_error",
        "CONTENT_BLOCKED, invalid_request_error",
        "UNSUPPORTED, invalid_request_error",
        "UNIMPLEMENTED, api_error",
        "UNAUTHENTICATED, authentication_error",
        "PERMISSION_DENIED, permission_error",
        "NOT_FOUND, not_found_error",
        "TOO_LARGE, request_too_large",
        "RATE_LIMITED, rate_limit_error",
        "QUOTA_EXHAUSTED, rate_limit_error",
        "UNAVAILABLE, overloaded_error",
        "TIMEOUT, api_error",
        "CANCELLED, api_error",
        "UPSTREAM_FAILED, api_error",
        "INTERNAL, api_error",
    })
    void writesTheType(String code, String type) {
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.valueOf("ERROR_CODE_" + code))
                .setMessage("It \"failed\".")
                .build();
        assertThat(written(error))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"It \\\"failed\\\".\"},\"request_id\":\"req_1\"}");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void hasAType_forEveryCode(ErrorCode code) {
        if (code != ErrorCode.UNRECOGNIZED) {
            assertThat(written(ChatError.newBuilder().setCode(code).build())).contains("\"type\":\"");
        }
    }

    @Test
    @DisplayName("CLI-02: the reason is the error code in the details")
    void writesTheReason() {
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_INVALID_REQUEST)
                .setReason("thread_unsupported_request")
                .setMessage("No threads.")
                .build();
        assertThat(written(error))
                .contains("\"message\":\"No threads.\",\"details\":{\"error_code\":\"thread_unsupported_request\"}}");
    }

    @Test
    @DisplayName("E-ERR-1: an error inside a stream is its last event, whatever is open")
    void endsTheStreamWithTheError() {
        ClaudeStreamWriter writer = new ClaudeStreamWriter(() -> 1);
        ByteSink out = new ByteSink(64);
        writer.write(
                ChatEvent.newBuilder()
                        .setStarted(Started.newBuilder().setId("a"))
                        .build(),
                out);
        int begun = out.length();
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_UNAVAILABLE)
                .setMessage("Busy.")
                .build();
        writer.writeError(error, out);
        assertThat(out.toString().substring(begun))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"Busy.\"}}\n\n");
    }

    @Test
    @DisplayName("CL-09: a heartbeat is a ping, valid before the first event")
    void writesHeartbeat_beforeTheFirstEvent() {
        ByteSink out = new ByteSink(64);
        ClaudeStreamWriter writer = new ClaudeStreamWriter(() -> 1);
        writer.writeHeartbeat(out);
        assertThat(out.toString()).isEqualTo(PING);
        writer.write(
                ChatEvent.newBuilder()
                        .setStarted(Started.newBuilder().setId("a"))
                        .build(),
                out);
        assertThat(out.toString()).startsWith(PING + "event: message_start\n").endsWith("\n\n" + PING);
    }

    private static String written(ChatError error) {
        return new String(ClaudeAnswerCase.dialect().writeError(error, "req_1"), UTF_8);
    }
}
