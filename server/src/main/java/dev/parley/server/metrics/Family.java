package dev.parley.server.metrics;

import java.util.Arrays;
import java.util.List;

/** Everything that can be seen at {@code /metrics} (MET-01): name without its prefix, meaning, labels. */
enum Family {
    HTTP_REQUESTS(Kind.COUNTER, "http_requests_total", "HTTP requests answered.", "route", "method", "status"),
    HTTP_DURATION(
            Kind.HISTOGRAM,
            "http_request_duration_seconds",
            "How long HTTP requests took, streams to their end.",
            "route",
            "method"),
    HTTP_INFLIGHT(Kind.GAUGE, "http_inflight", "HTTP requests being served now."),
    SSE_LINES(Kind.COUNTER, "sse_lines_total", "Events written to event streams, heartbeats included."),
    SSE_DISCONNECTS(
            Kind.COUNTER, "sse_disconnects_total", "Event streams that ended before their proper end.", "reason"),
    GRPC_REQUESTS(Kind.COUNTER, "grpc_requests_total", "gRPC calls answered.", "method", "status"),
    GRPC_DURATION(
            Kind.HISTOGRAM,
            "grpc_request_duration_seconds",
            "How long gRPC calls took, streams to their end.",
            "method"),
    GRPC_INFLIGHT(Kind.GAUGE, "grpc_inflight", "gRPC calls being served now."),
    GRPC_MESSAGES(Kind.COUNTER, "grpc_messages_total", "Messages sent to gRPC callers.", "method"),

    UPSTREAM_REQUESTS(
            Kind.COUNTER,
            "upstream_requests_total",
            "Attempts at providers, by how they ended (ok, or the error's code).",
            "provider",
            "model",
            "status"),
    UPSTREAM_DURATION(
            Kind.HISTOGRAM,
            "upstream_request_duration_seconds",
            "How long attempts at providers took, streams to their end.",
            "provider"),
    UPSTREAM_RETRIES(Kind.COUNTER, "upstream_retry_attempts_total", "Attempts that followed a failed one."),
    RETRIES_REFUSED(
            Kind.COUNTER,
            "upstream_retries_refused_total",
            "Attempts not made, because too many had followed failures of the host.",
            "provider"),
    BREAKER_OPEN(
            Kind.GAUGE,
            "upstream_breaker_open",
            "1 while the host fails and only single calls try it, else 0.",
            "provider"),
    UPSTREAM_ERRORS(Kind.COUNTER, "upstream_errors_total", "Attempts that failed, by the error's code.", "reason"),
    UPSTREAM_MODELS(Kind.COUNTER, "upstream_model_requests_total", "Attempts by the model asked.", "model"),
    MODEL_FALLBACKS(Kind.COUNTER, "model_fallbacks_total", "Calls that went on to another target.", "from", "to"),
    FIRST_TOKEN(
            Kind.HISTOGRAM,
            "time_to_first_token_seconds",
            "From sending an attempt to the first part of its answer.",
            "provider"),
    EVENT_GAP(
            Kind.HISTOGRAM,
            "inter_event_gap_seconds",
            "Between two events of an answer, where the second had to be waited for.",
            "provider"),

    TOOL_CALLS(Kind.COUNTER, "tool_calls_total", "Tool calls that models made."),
    TOKENS(Kind.COUNTER, "tokens_used_total", "Tokens of finished calls: input or output.", "direction"),
    USAGE_ESTIMATED(
            Kind.COUNTER, "usage_estimated_total", "Calls whose tokens were estimated, not told by the provider."),
    THINKING_REMOVED(
            Kind.COUNTER, "thinking_removed_total", "Answered calls whose provider could not be told how to think."),
    ANTI_TRUNCATION(
            Kind.COUNTER, "anti_truncation_attempts_total", "Times an answer that was cut off was asked to go on."),

    ACTIVE_CREDENTIALS(Kind.GAUGE, "active_credentials", "Credentials that may be lent now.", "provider"),
    DISABLED_CREDENTIALS(
            Kind.GAUGE, "disabled_credentials", "Credentials that rest, are banned or are switched off.", "provider"),
    CREDENTIAL_ROTATIONS(
            Kind.COUNTER, "credential_rotations_total", "Calls that went on with another credential of their target."),
    CREDENTIAL_REFRESHES(Kind.COUNTER, "credential_refreshes_total", "Tokens renewed, by outcome.", "outcome"),
    CREDENTIAL_ERRORS(Kind.COUNTER, "credential_errors_total", "Attempts that failed by their credential.", "reason"),
    POOL_INFLIGHT(Kind.GAUGE, "pool_inflight", "Attempts that hold a credential now.", "provider"),
    POOL_WAITING(Kind.GAUGE, "pool_waiting", "Calls that wait for a credential now.", "provider"),
    POOL_WAIT(Kind.HISTOGRAM, "pool_wait_seconds", "From asking for a credential to having it.", "provider"),

    STICKY_HITS(Kind.COUNTER, "routing_sticky_hits_total", "Calls that got the credential of their session again."),
    COOLDOWN_EVENTS(Kind.COUNTER, "routing_cooldown_events_total", "Times a credential was put to rest."),
    COOLDOWN_REMAINING(
            Kind.GAUGE,
            "routing_cooldown_remaining_seconds",
            "Until the last resting credential may be lent again.",
            "provider"),

    PROBE_RUNS(Kind.COUNTER, "auto_probe_runs_total", "Rounds of automatic probes."),
    PROBE_DURATION(Kind.HISTOGRAM, "auto_probe_duration_seconds", "How long rounds of automatic probes took."),
    PROBE_SUCCESS(Kind.GAUGE, "auto_probe_success_ratio", "Part of the last round's probes that worked, 0 to 1."),
    PROBE_TARGETS(Kind.GAUGE, "auto_probe_target_credentials", "Credentials probed in the last round."),
    PROBE_LAST_SUCCESS(
            Kind.GAUGE, "auto_probe_last_success_unix", "When a probe last worked, in seconds since 1970; 0: never."),

    DISCOVERY_RUNS(
            Kind.COUNTER,
            "upstream_discovery_runs_total",
            "Times a provider was asked for its models.",
            "provider",
            "outcome"),
    DISCOVERY_DURATION(
            Kind.HISTOGRAM,
            "upstream_discovery_duration_seconds",
            "How long providers took to list their models.",
            "provider"),
    DISCOVERY_MODELS(Kind.GAUGE, "upstream_discovery_models", "Models in a provider's last list.", "provider"),

    CALLS_OPEN(Kind.GAUGE, "calls_open", "Calls of models that are being served now, on all wires."),
    CALLS_REFUSED(
            Kind.COUNTER,
            "calls_refused_total",
            "Calls refused before their body was read: by a limit of their key, or for want of room.",
            "reason"),
    CALLS_SHED(Kind.COUNTER, "calls_shed_total", "Calls that were ended for want of memory."),
    MANAGEMENT_ACCESS(
            Kind.COUNTER,
            "management_access_total",
            "Calls of administration, by whether they were let in.",
            "api",
            "outcome"),
    RATE_LIMIT_KEYS(Kind.GAUGE, "ratelimit_keys", "Addresses whose log-ins are being counted.", "api"),
    RATE_LIMIT_SWEEPS(Kind.COUNTER, "ratelimit_sweeps_total", "Times counts of log-ins that are over were dropped."),
    STORAGE_OPERATIONS(Kind.COUNTER, "storage_operations_total", "Transactions of the store.", "outcome"),
    STORAGE_DURATION(
            Kind.HISTOGRAM, "storage_operation_duration_seconds", "How long callers of the store waited for it.");

    /** What stands before every name. */
    static final String PREFIX = "gateway_";

    private final Kind kind;
    private final String suffix;
    private final String help;
    private final List<String> labels;

    Family(Kind kind, String suffix, String help, String... labels) {
        this.kind = kind;
        this.suffix = suffix;
        this.help = help;
        this.labels = Arrays.asList(labels);
    }

    Kind kind() {
        return kind;
    }

    /** Its name without a prefix. */
    String suffix() {
        return suffix;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}
