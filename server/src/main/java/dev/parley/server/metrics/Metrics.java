package dev.parley.server.metrics;

/**
 * All that is counted, by subject. Making it costs next to nothing and so does counting: the numbers are plain sums in
 * memory, and only who asks to see them pays for their form ({@link MetricsText}). Thread-safe; nothing here blocks.
 */
public final class Metrics {
    private final Series series = new Series();
    private final HttpMetrics http = new HttpMetrics(series);
    private final SseMetrics sse = new SseMetrics(series);
    private final GrpcMetrics grpc = new GrpcMetrics(series);
    private final AnswerMetrics answers = new AnswerMetrics(series);
    private final CredentialMetrics credentials = new CredentialMetrics(series);
    private final ProbeMetrics probes = new ProbeMetrics(series);
    private final DiscoveryMetrics discovery = new DiscoveryMetrics(series);
    private final AccessMetrics access = new AccessMetrics(series);
    private final AdmissionMetrics admission = new AdmissionMetrics(series);
    private final StorageMetrics storage = new StorageMetrics(series);

    /** Requests over HTTP. */
    public HttpMetrics http() {
        return http;
    }

    /** Event streams. */
    public SseMetrics sse() {
        return sse;
    }

    /** Calls over gRPC. */
    public GrpcMetrics grpc() {
        return grpc;
    }

    /** Attempts at providers; {@code models} says which models are shown by their name. */
    public UpstreamMetrics upstream(ModelLabels models) {
        return new UpstreamMetrics(series, models);
    }

    /** What is in answers, and what they cost. */
    public AnswerMetrics answers() {
        return answers;
    }

    /** Credentials, and how they are chosen. */
    public CredentialMetrics credentials() {
        return credentials;
    }

    /** Automatic probes of credentials. */
    public ProbeMetrics probes() {
        return probes;
    }

    /** Asking providers for their models. */
    public DiscoveryMetrics discovery() {
        return discovery;
    }

    /** Who administers. */
    public AccessMetrics access() {
        return access;
    }

    /** Who is let in to call models. */
    public AdmissionMetrics admission() {
        return admission;
    }

    /** The store. */
    public StorageMetrics storage() {
        return storage;
    }

    /** All of it as text; {@code alias} is a second prefix under which everything stands again, empty for none. */
    public MetricsText text(String alias) {
        return new MetricsText(series, alias);
    }
}
