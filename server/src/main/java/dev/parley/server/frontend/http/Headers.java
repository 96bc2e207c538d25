package dev.parley.server.frontend.http;

import dev.parley.chat.v1.Served;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.RequestIds;
import dev.parley.server.chat.RoutingNote;
import dev.parley.server.chat.Steering;
import dev.parley.server.telemetry.Trace;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers that all routes read and write, in one place. */
public final class Headers {
    static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final HeaderName REQUEST_ID = HeaderNames.create(RequestIds.HEADER);
    private static final HeaderName REQUEST_ID_ALIAS = HeaderNames.create("request-id");
    private static final HeaderName API_KEY = HeaderNames.create("x-api-key");
    private static final HeaderName GOOGLE_KEY = HeaderNames.create("x-goog-api-key");
    private static final HeaderName PINNED = HeaderNames.create(Steering.PIN_HEADER);
    private static final HeaderName SESSION = HeaderNames.create(Steering.SESSION_HEADER);
    private static final HeaderName TRACE = HeaderNames.create(Trace.HEADER);
    private static final HeaderName DROPPED = HeaderNames.create("X-Gateway-Dropped-Fields");
    private static final HeaderName STRICT = HeaderNames.create("X-Gateway-Strict");
    private static final HeaderName STALE = HeaderNames.create("X-Gateway-Stale");
    private static final HeaderName MODEL = HeaderNames.create("X-Gateway-Model");
    private static final Header EVENT_STREAM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    private static final Header NO_CACHE =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
    private static final Header NO_BUFFERING = HeaderValues.createCached("X-Accel-Buffering", "no");
    private static final int DROPPED_MAX = 1024;

    private Headers() {}

    /** The request's id: the caller's if well-formed, else a new one. */
    public static String requestId(ServerRequest request) {
        return RequestIds.accept(request.headers().first(REQUEST_ID).orElse(null));
    }

    /** Puts the request's id on the reply, under both names that SDKs read (COM-12, CLI-06). */
    public static void identify(ServerResponse response, String id) {
        response.header(REQUEST_ID, id).header(REQUEST_ID_ALIAS, id);
    }

    /** Who calls, by the request's credentials. */
    public static Caller caller(ServerRequest request, Authenticator authenticator) {
        var headers = request.headers();
        return authenticator.authenticate(
                headers.first(HeaderNames.AUTHORIZATION).orElse(null),
                headers.first(API_KEY)
                        .or(() -> headers.first(GOOGLE_KEY))
                        .or(() -> authenticator.takesQueryKeys()
                                ? request.query().first("key").asOptional()
                                : Optional.empty())
                        .orElse(null));
    }

    /** What the caller says of the credential to use (DS-06, BAN-04); with {@code noted} the reply tells the choice. */
    static Steering steering(ServerRequest request, boolean noted) {
        var headers = request.headers();
        return Steering.of(
                headers.first(PINNED).orElse(null), headers.first(SESSION).orElse(null), noted);
    }

    /** Tells which credential was used, and why (BAN-07); null: nobody wants to know. */
    static void routed(ServerResponse response, @Nullable RoutingNote note) {
        if (note != null) {
            note.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        }
    }

    /** Whether the caller wants no loss in silence (COM-06). */
    public static boolean strict(ServerRequest request) {
        return request.headers().first(STRICT).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The request's place in its caller's trace. */
    static Trace trace(ServerRequest request) {
        return request.headers().first(TRACE).map(Trace::of).orElse(Trace.NONE);
    }

    /** Tells that an answer is older than it should be (PUT-02). */
    public static void stale(ServerResponse response, boolean stale) {
        if (stale) {
            response.header(STALE, "true");
        }
    }

    /** Tells the model really used and what was dropped (COM-06). */
    static void served(ServerResponse response, Served served) {
        if (!served.getTargetModel().isEmpty()) {
            response.header(MODEL, ascii(served.getProvider() + '/' + served.getTargetModel()));
        }
        if (served.getDroppedCount() > 0) {
            response.header(DROPPED, bounded(served.getDroppedList()));
        }
    }

    /** The headers of an event stream (COM-15). */
    static void eventStream(ServerResponse response) {
        response.header(EVENT_STREAM).header(NO_CACHE).header(NO_BUFFERING);
    }

    private static String bounded(List<String> paths) {
        StringBuilder text = new StringBuilder();
        for (String path : paths) {
            if (text.length() + path.length() + 1 > DROPPED_MAX) {
                break;
            }
            text.append(text.isEmpty() ? "" : ",").append(path);
        }
        return ascii(text.toString());
    }

    private static String ascii(String text) {
        boolean fine = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return fine ? text : text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
