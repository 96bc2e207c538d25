package dev.parley.server.provider.http;

import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** One exchange on Apache HttpClient. */
final class ApacheCall implements UpstreamCall {
    private final CloseableHttpClient client;
    private final HttpUriRequestBase request;
    private volatile boolean closed;

    ApacheCall(CloseableHttpClient client, UpstreamRequest request) {
        this.client = client;
        this.request = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(this.request::setHeader);
        if (request.body().length > 0) {
            this.request.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
    }

    @Override
    public UpstreamReply execute() {
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            // The prompt is on its way; a long answer must not keep it in memory.
            request.setEntity(null);
            return new Reply(response);
        } catch (IOException e) {
            throw closed ? ChatException.cancelled() : UpstreamFailures.of(request.getRequestUri(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        request.cancel();
    }

    /** The head as it came, and the body that still comes. */
    private record Reply(ClassicHttpResponse response) implements UpstreamReply {
        @Override
        public int status() {
            return response.getCode();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }

        @Override
        public long length() {
            HttpEntity entity = response.getEntity();
            return entity == null ? 0 : entity.getContentLength();
        }

        @Override
        public InputStream body() {
            HttpEntity entity = response.getEntity();
            try {
                return entity == null ? InputStream.nullInputStream() : entity.getContent();
            } catch (IOException e) {
                throw UpstreamFailures.of("", e);
            }
        }
    }
}
