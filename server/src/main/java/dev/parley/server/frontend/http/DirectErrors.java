package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.chat.RequestIds;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** Answers what fails before or beside a route: malformed HTTP, a body over the listener's limit, a fault of ours. */
final class DirectErrors implements DirectHandler {
    private final ErrorFamilies families;

    private DirectErrors(ErrorFamilies families) {
        this.families = families;
    }

    static DirectHandlers handlers(ErrorFamilies families) {
        DirectErrors handler = new DirectErrors(families);
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        String id = RequestIds.accept(null);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.create(RequestIds.HEADER), id);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(status.family() == Status.Family.SUCCESSFUL)
                .entity(families.of(request.path()).write(error(status), id))
                .build();
    }

    private static ChatError error(Status status) {
        int code = status.code();
        if (code == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return error(ErrorCode.ERROR_CODE_TOO_LARGE, "request_too_large", "The request is too large.");
        }
        if (code == Status.REQUEST_TIMEOUT_408.code()) {
            return error(
                    ErrorCode.ERROR_CODE_INVALID_REQUEST,
                    "request_timeout",
                    "The request did not come in time (settings connections.request-head and connections.request-body).");
        }
        if (code >= 500) {
            return error(ErrorCode.ERROR_CODE_INTERNAL, "internal_error", "Internal error; see the server's log.");
        }
        return error(
                ErrorCode.ERROR_CODE_INVALID_REQUEST, "invalid_http", "The request is not valid HTTP for this server.");
    }

    private static ChatError error(ErrorCode code, String reason, String message) {
        return ChatError.newBuilder()
                .setCode(code)
                .setReason(reason)
                .setMessage(message)
                .build();
    }
}
