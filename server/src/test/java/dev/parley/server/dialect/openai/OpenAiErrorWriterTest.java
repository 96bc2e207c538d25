package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ErrorStatus;
import dev.parley.server.json.ByteSink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("GM-03, GM-04, B6, E-ERR-1: errors in OpenAI's shape")
class OpenAiErrorWriterTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, '', invalid_request_error, invalid_value",
        "INVALID_REQUEST, invalid_type, invalid_request_error, invalid_type",
        "UNSUPPORTED, '', invalid_request_error, unsupported_parameter",
        "CONTEXT_TOO_LONG, '', invalid_request_error, context_length_exceeded",
        "UNAUTHENTICATED, missing_key, authentication_error, invalid_api_key",
        "PERMISSION_DENIED, model_denied, permission_error, permission_denied",
        "NOT_FOUND, model_not_found, not_found_error, model_not_found",
        "NOT_FOUND, '', not_found_error, not_found",
        "TOO_LARGE, body, invalid_request_error, request_too_large",
        "RATE_LIMITED, queue_full, rate_limit_error, queue_full",
        "QUOTA_EXHAUSTED, '', rate_limit_error, insufficient_quota",
        "INTERNAL, '', server_error, internal_error",
        "UPSTREAM_FAILED, '', server_error, bad_gateway",
        "UPSTREAM_FAILED, upstream_truncated, server_error, upstream_truncated",
        "UNAVAILABLE, '', server_error, service_unavailable",
        "UNAVAILABLE, overloaded, server_error, overloaded",
        "TIMEOUT, idle_timeout, timeout_error, timeout",
    })
    void writesTypeAndCode(String kind, String reason, String type, String code) {
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.valueOf("ERROR_CODE_" + kind))
                .setReason(reason)
                .setMessage("It \"failed\".")
                .build();
        assertThat(written(error, OpenAiStyle.STANDARD))
                .isEqualTo("{\"error\":{\"message\":\"It \\\"failed\\\".\",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":\"" + code + "\"}}");
    }

    @ParameterizedTest
    @EnumSource(ErrorStatus.class)
    void hasARow_forEveryCode(ErrorStatus status) {
        ChatError error = ChatError.newBuilder().setCode(status.code()).build();
        boolean internal = written(error, OpenAiStyle.STANDARD).contains("internal_error");
        assertThat(internal).isEqualTo(status == ErrorStatus.INTERNAL);
    }

    @Test
    void writesTheProfilesType_whenTheKeyIsRefused() {
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_UNAUTHENTICATED)
                .build();
        assertThat(written(error, OpenAiStyle.STANDARD.withAuthErrorType("invalid_request_error")))
                .contains("\"type\":\"invalid_request_error\"");
    }

    @Test
    void endsTheStreamWithoutDone_whenItFailsMidway() {
        ByteSink out = new ByteSink(64);
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_INVALID_REQUEST)
                .setParam("n")
                .setMessage("No.")
                .build();
        new OpenAiStreamWriter(UsagePlace.NOWHERE).writeError(error, out);
        assertThat(out.toString())
                .isEqualTo("data: {\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\",\"param\":\"n\","
                        + "\"code\":\"invalid_value\"}}\n\n");
    }

    @Test
    @DisplayName("COM-11: a heartbeat is a comment, valid before the first event")
    void writesHeartbeat_beforeTheFirstEvent() {
        ByteSink out = new ByteSink(64);
        new OpenAiStreamWriter(UsagePlace.NOWHERE).writeHeartbeat(out);
        assertThat(out.toString()).isEqualTo(": keep-alive\n\n");
    }

    private static String written(ChatError error, OpenAiStyle style) {
        return new String(new OpenAiDialect(style, () -> "id").writeError(error, "req_1"), UTF_8);
    }
}
