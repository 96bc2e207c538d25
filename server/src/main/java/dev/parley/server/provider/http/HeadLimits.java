package dev.parley.server.provider.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** How much a host may say before the body of its reply: interim replies (1xx), and the head. */
final class HeadLimits extends HttpRequestExecutor {
    private static final int INTERIM_MOST = 32;
    private static final int LINE_MOST = 64 << 10;
    private static final int HEADERS_MOST = 256;

    /** What makes the parsers of replies' heads: they end one that is too large. */
    static final DefaultHttpResponseParserFactory PARSERS =
            new DefaultHttpResponseParserFactory(within(Http1Config.custom()));

    /** The configuration with these limits: a connection's buffer keeps that of a line, its parser that of a head. */
    static Http1Config within(Http1Config.Builder config) {
        return config.setMaxLineLength(LINE_MOST)
                .setMaxHeaderCount(HEADERS_MOST)
                .build();
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        return super.execute(request, connection, new Interim(), context);
    }

    /** Counts the interim replies of one exchange; what they say is of no use to anybody here. */
    private static final class Interim implements HttpResponseInformationCallback {
        private int seen;

        @Override
        public void execute(HttpResponse response, HttpConnection connection, HttpContext context)
                throws HttpException {
            if (++seen > INTERIM_MOST) {
                throw new ProtocolException("more than %d interim replies".formatted(INTERIM_MOST));
            }
        }
    }
}
