package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an upstream's error answer means: the one table from statuses and words to our code, blame and reason. A row is
 * chosen by its words, whatever the status; else by the status; else, for an error inside a 200, by its types. A
 * general row gives way to one whose phrase is in the message.
 */
enum UpstreamFault {
    CONTEXT_TOO_LONG(
            ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG,
            Blame.REQUEST,
            "context_length_exceeded",
            Set.of(),
            Set.of("context_length_exceeded", "context_window_exceeded", "model_context_window_exceeded"),
            Set.of(),
            "context[ _-]?(length|window|size)|(prompt|input) is too long|too many (input )?tokens|input length.{0,40}exceed"
                    + "|exceeds? the (maximum|max|model).{0,60}tokens|tokens? count.{0,60}exceeds|reduce the (length|prompt)"),
    CONTENT_BLOCKED(
            ErrorCode.ERROR_CODE_CONTENT_BLOCKED,
            Blame.REQUEST,
            "content_filter",
            Set.of(),
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "image_content_policy_violation",
                    "moderation_blocked",
                    "data_inspection_failed"),
            Set.of(),
            "content (management |filtering )?policy"),
    NOT_CAPABLE(
            ErrorCode.ERROR_CODE_INVALID_REQUEST,
            Blame.REQUEST,
            "model_not_capable",
            Set.of(),
            Set.of(),
            Set.of(),
            "not allowed to generate embeddings|does not support (the )?embeddings?"),
    NO_MODEL(
            ErrorCode.ERROR_CODE_NOT_FOUND,
            Blame.TARGET,
            "model_not_found",
            Set.of(),
            Set.of(
                    "model_not_found",
                    "model_not_available",
                    "unknown_model",
                    "deploymentnotfound",
                    "driver_not_found",
                    "no_implementation_available"),
            Set.of(),
            "(model|driver).{0,120}(not found|not exist)|(no such|unknown|invalid) model|not a valid model|no endpoints found"
                    + "|^model: \\S+$"),
    QUOTA(
            ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED,
            Blame.CREDENTIAL,
            "insufficient_quota",
            Set.of(402),
            Set.of(
                    "insufficient_quota",
                    "insufficient_funds",
                    "insufficient_balance",
                    "billing_hard_limit_reached",
                    "billing_error",
                    "billing_disabled",
                    ErrorDetails.DAILY_QUOTA),
            Set.of(),
            "insufficient (balance|quota|credits)|credit balance|usage limits?"),
    AUTH(
            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
            Blame.CREDENTIAL,
            "upstream_auth_failed",
            Set.of(401, 403),
            Set.of(
                    "invalid_api_key",
                    "api_key_invalid",
                    "api_key_expired",
                    "api_key_service_blocked",
                    "api_key_http_referrer_blocked",
                    "api_key_ip_address_blocked",
                    "account_deactivated",
                    "account_state_invalid",
                    "access_token_expired",
                    "consumer_invalid",
                    "consumer_suspended",
                    "service_disabled",
                    "token_auth_failed",
                    "token_missing",
                    "token_expired"),
            Set.of("authentication_error", "permission_error", "unauthenticated", "permission_denied", "unauthorized"),
            "api[ _]key (not valid|not found|expired)|(invalid|incorrect) api[ _]key" + "|free tier is not available"),
    RATE_LIMITED(
            ErrorCode.ERROR_CODE_RATE_LIMITED,
            Blame.CREDENTIAL,
            "rate_limit_exceeded",
            Set.of(408, 429),
            Set.of("rate_limit_exceeded", "too_many_requests"),
            Set.of("rate_limit_error", "resource_exhausted"),
            ""),
    OVERLOADED(
            ErrorCode.ERROR_CODE_UNAVAILABLE,
            Blame.TARGET,
            "overloaded",
            Set.of(503, 529),
            Set.of("overloaded_error", "engine_overloaded", "engine_overloaded_error"),
            Set.of("overloaded", "service_unavailable", "unavailable"),
            ""),
    TOO_LARGE(
            ErrorCode.ERROR_CODE_TOO_LARGE,
            Blame.REQUEST,
            "request_too_large",
            Set.of(413),
            Set.of(),
            Set.of("request_too_large"),
            "payload size exceeds"),
    NOT_FOUND(
            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
            Blame.TARGET,
            "upstream_not_found",
            Set.of(404, 405),
            Set.of(),
            Set.of("not_found_error"),
            ""),
    INVALID(
            ErrorCode.ERROR_CODE_INVALID_REQUEST,
            Blame.REQUEST,
            "invalid_value",
            Set.of(400, 422),
            Set.of(),
            Set.of(
                    "invalid_request_error",
                    "invalid_argument",
                    "badrequesterror",
                    "invalid_prompt",
                    "invalid_image",
                    "invalid_image_format",
                    "invalid_base64_image",
                    "invalid_image_url",
                    "invalid_image_mode",
                    "image_too_large",
                    "image_too_small",
                    "image_parse_error",
                    "image_file_too_large",
                    "image_file_not_found",
                    "unsupported_image_media_type",
                    "empty_image_file",
                    "failed_to_download_image"),
            ""),
    FAILED(
            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
            Blame.TARGET,
            "upstream_error",
            Set.of(499),
            Set.of(),
            Set.of(),
            "location is not supported");

    private static final Set<UpstreamFault> GENERAL = Set.of(TOO_LARGE, NOT_FOUND, INVALID, FAILED);

    private final ErrorCode code;
    private final Blame blame;
    private final String reason;
    private final Set<Integer> statuses;
    private final Set<String> words;
    private final Set<String> types;
    private final Pattern phrase;

    UpstreamFault(
            ErrorCode code,
            Blame blame,
            String reason,
            Set<Integer> statuses,
            Set<String> words,
            Set<String> types,
            String phrase) {
        this.code = code;
        this.blame = blame;
        this.reason = reason;
        this.statuses = statuses;
        this.words = words;
        this.types = types;
        this.phrase = Pattern.compile(phrase.isEmpty() ? "(?!)" : phrase, Pattern.CASE_INSENSITIVE);
    }

    /** The row of an error answer; {@code status} 0 if it came inside a 200. */
    static UpstreamFault of(int status, UpstreamErrorBody body) {
        String word = body.code().toLowerCase(Locale.ROOT);
        String type = body.type().toLowerCase(Locale.ROOT);
        String reason = body.reason().toLowerCase(Locale.ROOT);
        for (UpstreamFault row : values()) {
            if (row.words.contains(word) || row.words.contains(type) || row.words.contains(reason)) {
                return row;
            }
        }
        UpstreamFault row = status == 0 ? typed(word, type) : ofStatus(status);
        // OpenAI has the status of a refused key for a model that makes no embeddings.
        boolean general = GENERAL.contains(row)
                || NOT_CAPABLE.phrase.matcher(body.message()).find();
        return general && status < 500 ? refined(row, body.message()) : row;
    }

    ErrorCode code() {
        return code;
    }

    Blame blame() {
        return blame;
    }

    String reason() {
        return reason;
    }

    private static UpstreamFault ofStatus(int status) {
        for (UpstreamFault row : values()) {
            if (row.statuses.contains(status)) {
                return row;
            }
        }
        return status >= 400 && status < 500 ? INVALID : FAILED;
    }

    private static UpstreamFault typed(String word, String type) {
        for (UpstreamFault row : values()) {
            if (row.types.contains(type) || row.types.contains(word)) {
                return row;
            }
        }
        return FAILED;
    }

    private static UpstreamFault refined(UpstreamFault row, String message) {
        for (UpstreamFault other : values()) {
            if (other.phrase.matcher(message).find()) {
                return other;
            }
        }
        return row;
    }
}
