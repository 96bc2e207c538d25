package dev.parley.server.provider.http;

/** The HTTP client of one provider: connections, time limits, no redirects. Thread-safe. */
public interface Upstream extends AutoCloseable {
    /** Prepares one exchange; does no work until {@link UpstreamCall#execute()}. */
    UpstreamCall call(UpstreamRequest request);

    @Override
    void close();
}
