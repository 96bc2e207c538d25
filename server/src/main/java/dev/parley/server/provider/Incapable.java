package dev.parley.server.provider;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Target;

/** The failure of asking a model for what it does not do. */
public final class Incapable {
    private Incapable() {}

    /** INVALID_REQUEST {@code model_not_capable}; {@code of} is such as "embeddings", {@code instead} a hint. */
    public static ChatException of(Target target, String of, String instead) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_INVALID_REQUEST,
                        Blame.REQUEST,
                        "model_not_capable",
                        "The model '%s' of provider '%s' makes no %s (expected: %s)."
                                .formatted(target.model(), target.provider(), of, instead))
                .param("model")
                .build();
    }
}
