package dev.parley.server.error;

import com.google.protobuf.util.Durations;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.UpstreamError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one failure type between a front end and a provider: a {@link ChatError} for the caller and the {@link Blame} for
 * the retry policy. The message goes to callers, so it never holds a credential. Only faults of our own have a stack:
 * the others are outcomes like any other, and a flood of refusals would have to pay for it.
 */
public final class ChatException extends RuntimeException {
    private final ChatError error;
    private final Blame blame;

    private ChatException(ChatError error, Blame blame, @Nullable Throwable cause) {
        super(error.getMessage(), cause, true, error.getCode() == ErrorCode.ERROR_CODE_INTERNAL);
        this.error = error;
        this.blame = blame;
    }

    /**
     * Starts a failure of this kind. {@code reason} is the stable word for programs, such as {@code model_not_found}.
     */
    public static Builder of(ErrorCode code, Blame blame, String reason, String message) {
        return new Builder(code, blame, reason, message);
    }

    /** A malformed request: {@code param} is the path at fault, empty for the whole request. */
    public static ChatException invalid(String param, String message) {
        return of(ErrorCode.ERROR_CODE_INVALID_REQUEST, Blame.REQUEST, "invalid_value", message)
                .param(param)
                .build();
    }

    /** The caller went away, or the stream was closed while somebody waited on it. */
    public static ChatException cancelled() {
        return of(ErrorCode.ERROR_CODE_CANCELLED, Blame.REQUEST, "cancelled", "The call was cancelled.")
                .build();
    }

    /** A fault of Parley's own; the cause is for the log only. */
    public static ChatException internal(Throwable cause) {
        return of(
                        ErrorCode.ERROR_CODE_INTERNAL,
                        Blame.GATEWAY,
                        "internal_error",
                        "Internal error; see the server's log.")
                .cause(cause)
                .build();
    }

    public ChatError error() {
        return error;
    }

    public ErrorCode code() {
        return error.getCode();
    }

    public Blame blame() {
        return blame;
    }

    /** When to try again; null when not known. */
    public @Nullable Duration retryAfter() {
        return error.hasRetryAfter() ? Duration.ofMillis(Durations.toMillis(error.getRetryAfter())) : null;
    }

    /** The same failure without {@code secret} in whatever it says. */
    public ChatException without(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        ChatError.Builder masked = error.toBuilder()
                .setMessage(mask(error.getMessage(), secret))
                .setReason(mask(error.getReason(), secret))
                .setParam(mask(error.getParam(), secret));
        if (error.hasUpstream()) {
            masked.getUpstreamBuilder().setNativeCode(mask(error.getUpstream().getNativeCode(), secret));
        }
        ChatError clean = masked.build();
        return clean.equals(error) ? this : new ChatException(clean, blame, getCause());
    }

    private static String mask(String text, String secret) {
        return Scrub.without(secret, text);
    }

    /** Collects what is known of a failure. */
    public static final class Builder {
        private final ChatError.Builder error = ChatError.newBuilder();
        private final Blame blame;
        private @Nullable Throwable cause;

        private Builder(ErrorCode code, Blame blame, String reason, String message) {
            this.blame = blame;
            error.setCode(code).setReason(reason).setMessage(message);
        }

        public Builder param(String path) {
            error.setParam(path);
            return this;
        }

        /** When to try again; null leaves it unknown. */
        public Builder retryAfter(@Nullable Duration delay) {
            if (delay != null) {
                error.setRetryAfter(Durations.fromMillis(delay.toMillis()));
            }
            return this;
        }

        /** What the provider answered; status 0 if it failed inside a 200. */
        public Builder upstream(String provider, int httpStatus, String nativeCode) {
            error.setUpstream(UpstreamError.newBuilder()
                    .setProvider(provider)
                    .setHttpStatus(httpStatus)
                    .setNativeCode(nativeCode));
            return this;
        }

        public Builder cause(@Nullable Throwable value) {
            cause = value;
            return this;
        }

        public ChatException build() {
            return new ChatException(error.build(), blame, cause);
        }
    }
}
