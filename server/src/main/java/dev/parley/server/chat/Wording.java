package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Router;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure as its caller must hear it: a token of the caller's own that the host refused is the caller's fault
 * (DS-05), and on listeners whose profile says so a model that is unknown is one that is not available (DS-35, B4).
 */
final class Wording implements ChatHandler {
    private final Router router;
    private final ChatHandler inner;

    Wording(Router router, ChatHandler inner) {
        this.router = router;
        this.inner = inner;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Caller caller = call.caller();
        if (caller.token() == null && !router.hidesUnknownModels(caller)) {
            return inner.open(call);
        }
        try {
            return new Worded(inner.open(call), caller);
        } catch (ChatException e) {
            throw told(e, caller);
        }
    }

    private ChatException told(ChatException failure, Caller caller) {
        return switch (failure.error().getReason()) {
            case "upstream_auth_failed" -> caller.token() == null ? failure : tokenRefused(failure);
            case "model_not_found" -> router.hidesUnknownModels(caller) ? unavailable(failure) : failure;
            default -> failure;
        };
    }

    private static ChatException tokenRefused(ChatException failure) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAUTHENTICATED,
                        Blame.REQUEST,
                        "invalid_api_key",
                        "The API key is neither one of the gateway's nor a token that its provider takes.")
                .cause(failure)
                .build();
    }

    private static ChatException unavailable(ChatException failure) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.REQUEST,
                        "model_not_found",
                        failure.error().getMessage())
                .param("model")
                .cause(failure)
                .build();
    }

    private final class Worded implements ChatStream {
        private final ChatStream stream;
        private final Caller caller;

        Worded(ChatStream stream, Caller caller) {
            this.stream = stream;
            this.caller = caller;
        }

        @Override
        public @Nullable ChatEvent next() {
            try {
                return stream.next();
            } catch (ChatException e) {
                throw told(e, caller);
            }
        }

        @Override
        public boolean buffered() {
            return stream.buffered();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
