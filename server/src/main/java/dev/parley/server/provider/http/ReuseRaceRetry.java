package dev.parley.server.provider.http;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends once more when a kept connection turns out to have been closed by the host while it was idle (HEL-02): no byte
 * of a reply has come, and it was not the connection's first request. Everything else is the pipeline's to retry.
 */
final class ReuseRaceRetry implements HttpRequestRetryStrategy {
    @Override
    public boolean retryRequest(HttpRequest request, IOException failure, int execution, HttpContext context) {
        EndpointDetails connection = HttpClientContext.cast(context).getEndpointDetails();
        boolean reused = connection != null && connection.getRequestCount() > 1;
        return execution == 1 && reused && isRace(failure);
    }

    private static boolean isRace(IOException failure) {
        return failure instanceof NoHttpResponseException || failure instanceof java.net.SocketException;
    }

    @Override
    public boolean retryRequest(HttpResponse response, int execution, HttpContext context) {
        return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int execution, HttpContext context) {
        return TimeValue.ZERO_MILLISECONDS;
    }
}
