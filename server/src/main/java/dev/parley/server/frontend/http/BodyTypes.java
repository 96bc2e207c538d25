package dev.parley.server.frontend.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;

/** Which bodies are taken for JSON: those that say so, and those that do not say what they are. */
final class BodyTypes {
    /** What curl says of any body unless it is told otherwise; a web page may say it too, and names its origin. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private BodyTypes() {}

    /**
     * Refuses a body that says it is something else, or compressed.
     *
     * @throws RequestException 415, for Helidon to answer
     */
    static void requireJson(ServerRequest request) {
        String type = value(request, HeaderNames.CONTENT_TYPE);
        boolean form = type.equals(FORM) && !request.headers().contains(HeaderNames.ORIGIN);
        if (!(type.isEmpty() || type.endsWith("json") || form)
                || !value(request, HeaderNames.CONTENT_ENCODING).isEmpty()) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .request(DirectTransportRequest.create(request.prologue(), request.headers()))
                    .status(Status.UNSUPPORTED_MEDIA_TYPE_415)
                    .message("The body is no JSON")
                    .build();
        }
    }

    /** A header's value without its parameters. */
    private static String value(ServerRequest request, HeaderName name) {
        String value = request.headers().first(name).orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
