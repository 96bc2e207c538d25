package dev.parley.server.frontend.transcode;

import com.google.protobuf.Message;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.http.HttpMetadata;
import dev.parley.http.ProtoJson;
import dev.parley.http.SseFrames;
import dev.parley.server.chat.RequestIds;
import dev.parley.server.metrics.SseMetrics;
import io.grpc.Metadata;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request: one JSON document, or an event stream. The status is sent with the first frame, so that a
 * failure before it still has its own (E-STR-8). Used by one thread at a time; each method blocks while the caller does
 * not read.
 */
final class RestReply {
    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final List<Header> STREAM = List.of(
            HeaderValues.create(HeaderNames.CONTENT_TYPE, SseFrames.MEDIA_TYPE + "; charset=utf-8"),
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache, no-transform"),
            HeaderValues.create("X-Accel-Buffering", "no"));

    private final JsonShape shape;
    private final ServerResponse response;
    private final HttpExchange exchange;
    private final SseMetrics sse;
    private @Nullable OutputStream stream;

    RestReply(String requestId, JsonShape shape, ServerRequest request, ServerResponse response, SseMetrics sse) {
        this.shape = shape;
        this.exchange = new HttpExchange(request, response);
        this.response = response;
        this.sse = sse;
        response.header(RequestIds.HEADER, requestId);
    }

    /** What the rpc may see and say of HTTP. */
    HttpExchange exchange() {
        return exchange;
    }

    /** Adds metadata to the headers, if they are not sent yet. */
    void metadata(Metadata metadata) {
        if (stream == null) {
            metadata.keys().forEach(name -> response.headers().remove(HeaderNames.create(name)));
            HttpMetadata.write(metadata, (name, value) -> response.headers().add(HeaderNames.create(name), value));
        }
    }

    void whole(Message message) {
        HttpExchange.Document document = exchange.document();
        if (document == null) {
            response.header(JSON).send(bytes(shape.write(message)));
        } else {
            response.header(HeaderNames.CONTENT_TYPE, document.type()).send(bytes(document.text()));
        }
    }

    /** What {@link #write} sends for a message. */
    String frame(Message message) {
        return SseFrames.message(shape.write(message));
    }

    /** Sends a frame at once, after the stream's head if it is the first. */
    void write(String frame) {
        try {
            OutputStream out = stream == null ? begin() : stream;
            out.write(bytes(frame));
            out.flush();
            sse.written(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody is there to hear the rest. */
    void abandon() {
        if (stream != null) {
            sse.broken(ErrorCode.ERROR_CODE_CANCELLED);
        }
    }

    /** Ends the event stream. */
    void end() {
        write(SseFrames.last(SseFrames.END, "{}"));
        close();
    }

    /**
     * Ends the answer with a failure: as the last frame if the stream has begun, else as the whole answer. The frame's
     * shape is always proto JSON, since there its code stands nowhere else.
     */
    void fail(RestError error) {
        if (stream == null) {
            refuse(error.http(), error);
        } else {
            sse.broken(error.code());
            write(SseFrames.last(SseFrames.ERROR, ProtoJson.write(error.status())));
            close();
        }
    }

    /** Answers with a failure under another HTTP status than its own. */
    void refuse(int http, RestError error) {
        Long seconds = error.retryAfterSeconds();
        if (seconds != null) {
            response.header(HeaderNames.RETRY_AFTER, String.valueOf(seconds));
        }
        if (http == Status.UNAUTHORIZED_401.code()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.status(Status.create(http)).header(JSON).send(bytes(shape.write(error.with(http))));
    }

    private OutputStream begin() {
        STREAM.forEach(response::header);
        OutputStream out = response.outputStream();
        stream = out;
        return out;
    }

    private void close() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
