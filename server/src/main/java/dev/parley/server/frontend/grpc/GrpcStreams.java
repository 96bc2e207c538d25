package dev.parley.server.frontend.grpc;

import dev.parley.server.metrics.GrpcMetrics;
import io.grpc.Status;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.http.http2.FlowControl;
import io.helidon.http.http2.Http2Flag;
import io.helidon.http.http2.Http2FrameHeader;
import io.helidon.http.http2.Http2FrameTypes;
import io.helidon.http.http2.Http2Headers;
import io.helidon.http.http2.Http2RstStream;
import io.helidon.http.http2.Http2Settings;
import io.helidon.http.http2.Http2StreamState;
import io.helidon.http.http2.Http2StreamWriter;
import io.helidon.http.http2.Http2WindowUpdate;
import io.helidon.http.http2.StreamFlowControl;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.grpc.GrpcConfig;
import io.helidon.webserver.grpc.GrpcProtocolSelector;
import io.helidon.webserver.http2.spi.Http2SubProtocolSelector;
import io.helidon.webserver.http2.spi.SubProtocolResult;
import java.util.Set;

/**
 * Helidon's gRPC streams, with mends that no interceptor can make: a method nobody serves is answered as gRPC wants
 * (Helidon answers 404, and sometimes ends the connection), and replies are compressed only where the settings say so.
 */
final class GrpcStreams implements Http2SubProtocolSelector {
    private static final HeaderName ENCODING = HeaderNames.create("grpc-encoding");
    private static final HeaderName ACCEPT_ENCODING = HeaderNames.create("grpc-accept-encoding");

    private final GrpcProtocolSelector helidon;
    private final Set<String> paths;
    private final boolean compressReplies;
    private final GrpcMetrics metrics;

    /** {@code methods} are the full names of all methods that are served. */
    GrpcStreams(GrpcConfig config, Set<String> methods, boolean compressReplies, GrpcMetrics metrics) {
        this.helidon = GrpcProtocolSelector.create(config);
        this.paths = Set.copyOf(methods);
        this.compressReplies = compressReplies;
        this.metrics = metrics;
    }

    @Override
    public SubProtocolResult subProtocol(
            ConnectionContext context,
            HttpPrologue prologue,
            Http2Headers headers,
            Http2StreamWriter writer,
            int streamId,
            Http2Settings serverSettings,
            Http2Settings clientSettings,
            StreamFlowControl flowControl,
            Http2StreamState state,
            Router router) {
        SubProtocolResult result = helidon.subProtocol(
                context,
                prologue,
                compressReplies ? headers : withoutCompression(headers),
                writer,
                streamId,
                serverSettings,
                clientSettings,
                flowControl,
                state,
                router);
        if (!result.supported()) {
            return result;
        }
        if (paths.contains(prologue.uriPath().rawPath().substring(1))) {
            return new SubProtocolResult(
                    true,
                    new WholeMessages(
                            result.subProtocol(),
                            writer,
                            streamId,
                            state,
                            headers.httpHeaders().contains(ENCODING)));
        }
        metrics.unknownMethod();
        return new SubProtocolResult(true, new Unimplemented(writer, streamId, state));
    }

    private static Http2Headers withoutCompression(Http2Headers headers) {
        WritableHeaders<?> kept = WritableHeaders.create(headers.httpHeaders());
        kept.remove(ACCEPT_ENCODING);
        return Http2Headers.create(kept);
    }

    private static void trailers(Http2StreamWriter writer, int streamId, Status status) {
        WritableHeaders<?> trailers = WritableHeaders.create();
        trailers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/grpc"));
        trailers.set(
                HeaderNames.create("grpc-status"),
                Integer.toString(status.getCode().value()));
        trailers.set(HeaderNames.create("grpc-message"), PercentText.encode(String.valueOf(status.getDescription())));
        writer.writeHeaders(
                Http2Headers.create(trailers).status(io.helidon.http.Status.OK_200),
                streamId,
                Http2Flag.HeaderFlags.create(Http2Flag.END_OF_HEADERS | Http2Flag.END_OF_STREAM),
                FlowControl.Outbound.NOOP);
    }

    private static boolean isLast(Http2FrameHeader header) {
        return header.flags(Http2FrameTypes.DATA).endOfStream();
    }

    /**
     * Ends a stream that breaks off within a message, which Helidon would keep open; and keeps one that was refused at
     * once until the client has sent all, for which Helidon would end the connection.
     */
    private static final class WholeMessages implements SubProtocolHandler {
        /** A message's first byte says so. */
        private static final int COMPRESSED = 1;

        private final SubProtocolHandler helidon;
        private final Http2StreamWriter writer;
        private final int streamId;
        private final boolean encoded;
        private boolean begun;
        private boolean sentAll;

        /** {@code encoded}: the client says how its compressed messages are. */
        WholeMessages(
                SubProtocolHandler helidon,
                Http2StreamWriter writer,
                int streamId,
                Http2StreamState state,
                boolean encoded) {
            this.helidon = helidon;
            this.writer = writer;
            this.streamId = streamId;
            this.sentAll = state == Http2StreamState.HALF_CLOSED_REMOTE;
            this.encoded = encoded;
        }

        @Override
        public void init() {
            helidon.init();
        }

        @Override
        public Http2StreamState streamState() {
            Http2StreamState state = helidon.streamState();
            return state == Http2StreamState.CLOSED && !sentAll ? Http2StreamState.HALF_CLOSED_LOCAL : state;
        }

        @Override
        public void rstStream(Http2RstStream reset) {
            sentAll = true;
            helidon.rstStream(reset);
        }

        @Override
        public void windowUpdate(Http2WindowUpdate update) {
            helidon.windowUpdate(update);
        }

        @Override
        public void data(Http2FrameHeader header, BufferData data) {
            sentAll |= isLast(header);
            if (!begun && !encoded && data.available() > 0 && data.get(0) == COMPRESSED) {
                refuse(Status.INTERNAL.withDescription("The message is compressed (expected: grpc-encoding)."));
                return;
            }
            begun |= data.available() > 0;
            helidon.data(header, data);
            if (isLast(header) && helidon.streamState() == Http2StreamState.OPEN) {
                refuse(Status.INVALID_ARGUMENT.withDescription("The stream ended within a message."));
            }
        }

        private void refuse(Status status) {
            trailers(writer, streamId, status);
            helidon.rstStream(new Http2RstStream(io.helidon.http.http2.Http2ErrorCode.CANCEL));
        }
    }

    /** Answers a method that nobody serves, and passes over what the client still sends. */
    private static final class Unimplemented implements SubProtocolHandler {
        private final Http2StreamWriter writer;
        private final int streamId;
        private Http2StreamState state;

        Unimplemented(Http2StreamWriter writer, int streamId, Http2StreamState state) {
            this.writer = writer;
            this.streamId = streamId;
            this.state = state;
        }

        @Override
        public void init() {
            trailers(
                    writer,
                    streamId,
                    Status.UNIMPLEMENTED.withDescription("There is no such method here; reflection lists them."));
            state = state == Http2StreamState.HALF_CLOSED_REMOTE
                    ? Http2StreamState.CLOSED
                    : Http2StreamState.HALF_CLOSED_LOCAL;
        }

        @Override
        public Http2StreamState streamState() {
            return state;
        }

        @Override
        public void rstStream(Http2RstStream reset) {
            state = Http2StreamState.CLOSED;
        }

        @Override
        public void windowUpdate(Http2WindowUpdate update) {}

        @Override
        public void data(Http2FrameHeader header, BufferData data) {
            if (isLast(header)) {
                state = Http2StreamState.CLOSED;
            }
        }
    }
}
