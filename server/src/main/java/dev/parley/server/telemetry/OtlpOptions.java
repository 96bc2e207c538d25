package dev.parley.server.telemetry;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How calls are told to a collector.
 *
 * @param serviceName what the gateway is called there
 * @param version the gateway's
 * @param latest whether the newest names of the conventions are used
 * @param providers the conventions' name of a provider, by its name in the settings
 * @param knownModel whether there is a model of this name; metrics name no others (MET-02)
 */
public record OtlpOptions(
        String serviceName,
        String version,
        boolean latest,
        UnaryOperator<String> providers,
        Predicate<String> knownModel) {}
