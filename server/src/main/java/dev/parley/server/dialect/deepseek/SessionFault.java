package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.UpstreamError;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refusal means: as everywhere, but for the host's own ways to say that a token is not valid (DS-19). */
final class SessionFault {
    private static final Set<String> TOKEN_CODES = Set.of("40001", "40002", "40003");
    private static final Set<ErrorCode> UNCLEAR =
            Set.of(ErrorCode.ERROR_CODE_INVALID_REQUEST, ErrorCode.ERROR_CODE_UPSTREAM_FAILED);
    private static final Pattern ABOUT_TOKEN = Pattern.compile(
            "\\b(token|authori[sz]ation)\\b.{0,30}\\b(invalid|expired|missing|required|failed)"
                    + "|\\b(invalid|expired|missing|no)\\b.{0,10}\\b(token|authori[sz]ation)\\b|not authori[sz]ed",
            Pattern.CASE_INSENSITIVE);

    private SessionFault() {}

    /** The failure of an error answer. */
    static ChatException read(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        ChatException told = UpstreamErrors.read(provider, status, retryAfter, body);
        UpstreamError upstream = told.error().getUpstream();
        boolean aboutToken = UNCLEAR.contains(told.code())
                && status < 500
                && ABOUT_TOKEN.matcher(told.error().getMessage()).find();
        if (!aboutToken && !TOKEN_CODES.contains(upstream.getNativeCode())) {
            return told;
        }
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.CREDENTIAL,
                        "upstream_auth_failed",
                        "The provider refused the gateway's token: "
                                + told.error().getMessage())
                .upstream(upstream.getProvider(), upstream.getHttpStatus(), upstream.getNativeCode())
                .retryAfter(retryAfter)
                .build();
    }

    /** The failure that came inside a 200. */
    static ChatException inAnswer(byte[] body) {
        return read("", 200, null, body);
    }
}
