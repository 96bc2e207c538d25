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
        Status told = isCompressed(request, status) ? Status.UNSUPPORTED_MEDIA_TYPE_415 : status;
        String id = RequestIds.accept(null);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.create(RequestIds.HEADER), id);
        return TransportResponse.builder()
                .status(told)
                .headers(headers)
                .keepAlive(status.family() == Status.Family.SUCCESSFUL)
                .entity(families.of(request.path()).write(error(told), id))
                .build();
    }

    /** Over HTTP/1.1 Helidon refuses compressed bodies by itself, as if they were no HTTP. */
    private static boolean isCompressed(TransportRequest request, Status status) {
        return status.code() == Status.BAD_REQUEST_400.code()
                && request.headers().contains(HeaderNames.CONTENT_ENCODING);
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
        if (code == Status.UNSUPPORTED_MEDIA_TYPE_415.code()) {
            return error(
                    ErrorCode.ERROR_CODE_INVALID_REQUEST,
                    "unsupported_media_type",
                    "The body cannot be read (expected: Content-Type: application/json, and no Content-Encoding).");
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
