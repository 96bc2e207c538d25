package dev.parley.server.store;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** What must survive could not be read or kept; the message is for the operator, and holds no secret. */
public final class StoreException extends RuntimeException {
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What an operator hears whose change came to nothing for it: UNAVAILABLE {@code store_failed}. */
    public ChatException refusal() {
        return refusal("Nothing was changed, since it could not be kept");
    }

    /** The same with other words for what has not happened; this message is put behind them. */
    public ChatException refusal(String outcome) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE, Blame.GATEWAY, "store_failed", outcome + ": " + getMessage())
                .cause(this)
                .build();
    }
}
