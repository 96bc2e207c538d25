package dev.parley.server.provider.gemini;

import com.google.api.client.http.HttpResponseException;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it means when an account gets no token. */
final class TokenFailures {
    private static final String REFUSED = "upstream_auth_failed";
    private static final int LIMITED = 429;

    /** Words of OAuth, such as {@code invalid_grant}: anything else may repeat what was sent. */
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");

    private TokenFailures() {}

    /** {@code answer} is the token host's refusal; null if it gave no answer that could be read. */
    static ChatException of(String provider, @Nullable HttpResponseException answer, Exception cause) {
        if (answer == null) {
            return failure(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_error")
                    .upstream(provider, 0, "")
                    .cause(cause)
                    .build();
        }
        int status = answer.getStatusCode();
        String word = word(answer.getContent());
        ChatException.Builder built;
        if (status == LIMITED) {
            built = failure(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "rate_limit_exceeded");
        } else if (status >= 400 && status < 500) {
            built = refused("its token host says %d %s".formatted(status, word));
        } else {
            built = failure(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_error");
        }
        return built.upstream(provider, status, word).build();
    }

    /** The account is no good any more. */
    static ChatException.Builder refused(String why) {
        return ChatException.of(
                ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                Blame.CREDENTIAL,
                REFUSED,
                "The credential gets no access token: %s.".formatted(why.strip()));
    }

    /** Whether the host refused what it was shown, so that a new token may help. */
    static boolean isRefusal(ChatException failure) {
        return failure.error().getUpstream().getHttpStatus() == 401;
    }

    private static ChatException.Builder failure(ErrorCode code, Blame blame, String reason) {
        return ChatException.of(code, blame, reason, "The host that gives access tokens failed or is busy.");
    }

    private static String word(@Nullable String body) {
        try {
            String word = body == null ? "" : JsonReader.of(body).peek("error");
            return WORD.matcher(word).matches() ? word : "";
        } catch (JsonException e) {
            return "";
        }
    }
}
