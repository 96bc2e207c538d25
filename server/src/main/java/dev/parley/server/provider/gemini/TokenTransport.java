package dev.parley.server.provider.gemini;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import dev.parley.server.provider.http.TimeLimit;
import dev.parley.server.provider.http.Upstream;
import dev.parley.server.provider.http.UpstreamCall;
import dev.parley.server.provider.http.UpstreamFailures;
import dev.parley.server.provider.http.UpstreamReply;
import dev.parley.server.provider.http.UpstreamRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries what Google's library sends over the provider's own connections: within a time limit, and never on to where a
 * reply points. It hands on no header of a reply but its type, so there is none to follow.
 */
final class TokenTransport extends HttpTransport {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int BODY_MOST = 1 << 20;

    private final Upstream upstream;

    TokenTransport(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, URI.create(url));
    }

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new LinkedHashMap<>();

        Request(String method, URI uri) {
            this.method = method;
            this.uri = uri;
        }

        @Override
        public void addHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            headers.put("Accept-Encoding", "identity");
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                headers.put("Content-Type", getContentType());
                getStreamingContent().writeTo(body);
            }
            try (UpstreamCall call = upstream.call(new UpstreamRequest(method, uri, headers, body.toByteArray()));
                    TimeLimit limit = TimeLimit.on(call, ANSWER_WITHIN)) {
                return limit.keep(() -> response(call.execute()));
            }
        }
    }

    private static Response response(UpstreamReply reply) {
        try {
            return new Response(
                    reply.status(), reply.header("Content-Type"), reply.body().readNBytes(BODY_MOST));
        } catch (IOException e) {
            throw UpstreamFailures.truncated(e);
        }
    }

    /** A reply that has come whole. */
    private static final class Response extends LowLevelHttpResponse {
        private final int status;
        private final @Nullable String type;
        private final byte[] body;

        Response(int status, @Nullable String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public @Nullable String getContentEncoding() {
            return null;
        }

        @Override
        public long getContentLength() {
            return body.length;
        }

        @Override
        public @Nullable String getContentType() {
            return type;
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + status;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public @Nullable String getReasonPhrase() {
            return null;
        }

        @Override
        public int getHeaderCount() {
            return 0;
        }

        @Override
        public String getHeaderName(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public String getHeaderValue(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
