package dev.parley.server.dialect.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("E-ERR-2 to -4, CLI-08, MG-09: what an upstream's error answer means")
class UpstreamErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    400 | {"error":{"message":"Bad n","type":"invalid_request_error","param":"n","code":"invalid_type"}} | INVALID_REQUEST | REQUEST | invalid_type
                    400 | {"error":{"message":"Bad n","type":"invalid_request_error","param":null,"code":null}} | INVALID_REQUEST | REQUEST | invalid_value
                    422 | {"detail":[{"loc":["body","n"],"msg":"value is not a valid integer","type":"type_error"}]} | INVALID_REQUEST | REQUEST | invalid_value
                    413 | {"error":"Payload too large"} | TOO_LARGE | REQUEST | request_too_large
                    418 | teapot | INVALID_REQUEST | REQUEST | invalid_value
                    400 | {"error":{"message":"Too long","code":"context_length_exceeded"}} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    400 | {"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000","code":40303} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    400 | {"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    400 | [{"error":{"code":400,"message":"The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}] | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    413 | {"error":{"message":"Please reduce the length of the messages"}} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    400 | {"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"maximum context length is 8192","provider_name":"X"}}} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    400 | {"error":{"code":"content_filter","message":"The response was filtered"}} | CONTENT_BLOCKED | REQUEST | content_filter
                    401 | {"error":{"message":"Incorrect API key provided: abc","type":"invalid_request_error","code":"invalid_api_key"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    403 | {"error":{"message":"Forbidden"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    402 | {"error":{"message":"Insufficient Balance","type":"unknown_error"}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    429 | {"error":{"message":"Rate limit: too many tokens per min","type":"tokens","code":"rate_limit_exceeded"}} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    429 | `` | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    408 | `` | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    404 | {"error":{"message":"The model `x` does not exist","type":"invalid_request_error","code":"model_not_found"}} | NOT_FOUND | TARGET | model_not_found
                    404 | {"error":{"message":"model 'x' not found, try pulling it first"}} | NOT_FOUND | TARGET | model_not_found
                    400 | {"error":{"message":"x is not a valid model ID","code":400}} | NOT_FOUND | TARGET | model_not_found
                    404 | {"detail":"Not Found"} | UPSTREAM_FAILED | TARGET | upstream_not_found
                    404 | <html><body>404 model page</body></html> | UPSTREAM_FAILED | TARGET | upstream_not_found
                    301 | <html>moved</html> | UPSTREAM_FAILED | TARGET | upstream_error
                    500 | {"error":{"message":"The server had an error","type":"server_error"}} | UPSTREAM_FAILED | TARGET | upstream_error
                    502 | <html>Bad gateway</html> | UPSTREAM_FAILED | TARGET | upstream_error
                    503 | upstream connect error | UNAVAILABLE | TARGET | overloaded
                    529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}} | UNAVAILABLE | TARGET | overloaded
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"},"request_id":"req_1"} | INVALID_REQUEST | REQUEST | invalid_value
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"model: Field required"}} | INVALID_REQUEST | REQUEST | invalid_value
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits."}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    402 | {"type":"error","error":{"type":"billing_error","message":"Pay first"}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    200 | {"type":"error","error":{"type":"billing_error","message":"Pay first"}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length"}} | CONTEXT_TOO_LONG | REQUEST | context_length_exceeded
                    404 | {"type":"error","error":{"type":"not_found_error","message":"model: claude-9"}} | NOT_FOUND | TARGET | model_not_found
                    413 | {"error":{"type":"request_too_large","message":"Request exceeds the maximum size"},"type":"error"} | TOO_LARGE | REQUEST | request_too_large
                    429 | {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your account's rate limit."}} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    504 | {"type":"error","error":{"type":"timeout_error","message":"Timed out"}} | UPSTREAM_FAILED | TARGET | upstream_error
                    200 | {"error":{"type":"overloaded_error","message":"Overloaded"},"type":"error"} | UNAVAILABLE | TARGET | overloaded
                    200 | {"error":{"type":"rate_limit_error","message":"Slow down"},"type":"error"} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    200 | {"error":{"message":"slow down","code":429}} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    200 | {"error":{"message":"no","type":"authentication_error"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    400 | [{"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}] | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    400 | {"error":{"code":400,"message":"* GenerateContentRequest.contents: contents is not specified","status":"INVALID_ARGUMENT"}} | INVALID_REQUEST | REQUEST | invalid_value
                    400 | {"error":{"code":400,"message":"Request payload size exceeds the limit: 20971520 bytes.","status":"INVALID_ARGUMENT"}} | TOO_LARGE | REQUEST | request_too_large
                    400 | {"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}} | UPSTREAM_FAILED | TARGET | upstream_error
                    400 | {"error":{"code":400,"message":"Gemini API free tier is not available in your country. Please enable billing.","status":"FAILED_PRECONDITION"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    403 | {"error":{"code":403,"message":"Permission denied","status":"PERMISSION_DENIED"}} | UPSTREAM_FAILED | CREDENTIAL | upstream_auth_failed
                    403 | {"error":{"code":403,"message":"This API method requires billing to be enabled","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"BILLING_DISABLED"}]}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    404 | {"error":{"code":404,"message":"models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.","status":"NOT_FOUND"}} | NOT_FOUND | TARGET | model_not_found
                    429 | {"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED"}} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    429 | {"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]}]}} | RATE_LIMITED | CREDENTIAL | rate_limit_exceeded
                    429 | {"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}} | QUOTA_EXHAUSTED | CREDENTIAL | insufficient_quota
                    499 | {"error":{"code":499,"message":"The operation was cancelled.","status":"CANCELLED"}} | UPSTREAM_FAILED | TARGET | upstream_error
                    503 | {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}} | UNAVAILABLE | TARGET | overloaded
                    504 | {"error":{"code":504,"message":"Deadline expired before operation could complete.","status":"DEADLINE_EXCEEDED"}} | UPSTREAM_FAILED | TARGET | upstream_error
                    200 | {"error":"something"} | UPSTREAM_FAILED | TARGET | upstream_error
                    """)
    void readsCodeBlameAndReason(int status, String body, String code, Blame blame, String reason) {
        ChatException failure = UpstreamErrors.read("up", status, null, body.getBytes(UTF_8));
        assertThat(failure.code()).isEqualTo(ErrorCode.valueOf("ERROR_CODE_" + code));
        assertThat(failure.blame()).isEqualTo(blame);
        assertThat(failure.error().getReason()).isEqualTo(reason);
        assertThat(failure.error().getUpstream().getProvider()).isEqualTo("up");
        assertThat(failure.error().getUpstream().getHttpStatus()).isEqualTo(status == 200 ? 0 : status);
        assertThat(failure.error().getMessage()).isNotEmpty().doesNotContain("<html>");
    }

    @Test
    void keepsMessageParamAndRetryAfter() {
        String body = "{\"error\":{\"message\":\"'n' must be 1\",\"param\":\"n\",\"code\":\"unsupported_value\"}}";
        ChatException failure = UpstreamErrors.read("up", 400, Duration.ofSeconds(7), body.getBytes(UTF_8));
        assertThat(failure.error().getMessage()).isEqualTo("'n' must be 1");
        assertThat(failure.error().getParam()).isEqualTo("n");
        assertThat(failure.error().getUpstream().getNativeCode()).isEqualTo("unsupported_value");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("Google tells in the body when to try again; a header goes first")
    void takesTheDelayFromTheDetails_whenNoHeaderTells() {
        byte[] body = """
                {"error":{"code":429,"message":"Slow down","status":"RESOURCE_EXHAUSTED","details":[\
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.074824224s"}]}}""".getBytes(UTF_8);
        assertThat(UpstreamErrors.read("up", 429, null, body).retryAfter()).isEqualTo(Duration.ofMillis(34_074));
        assertThat(UpstreamErrors.read("up", 429, Duration.ofSeconds(7), body).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void saysThatItIsNotTheCallersKey_whenRefused() {
        ChatException failure = UpstreamErrors.read("up", 401, null, "{\"error\":\"no\"}".getBytes(UTF_8));
        assertThat(failure.getMessage()).isEqualTo("The provider refused the gateway's credential: no");
    }

    @Test
    void tellsTheStatus_whenThereIsNoReason() {
        assertThat(UpstreamErrors.read("up", 502, null, new byte[0])).hasMessageContaining("HTTP 502");
    }
}
