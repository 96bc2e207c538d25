package dev.parley.server.management.settings;

import dev.parley.management.v1.ExplainRouteRequest;
import dev.parley.management.v1.RouteExplanation;
import dev.parley.management.v1.RouteStep;
import dev.parley.management.v1.RouteTarget;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.Router;
import dev.parley.server.routing.Rule;
import dev.parley.server.routing.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells where a request would go and why (B8), by having the router decide it. Thread-safe. */
public final class RouteExplainer {
    /** What callers speak, as operators name it and as the router knows it. */
    private static final Map<String, String> DIALECTS =
            Map.of("", "openai", "openai", "openai", "claude", "claude", "gemini", "gemini", "native", "");

    private final Router router;
    private final Callers callers;
    private final Function<String, Credentials> credentials;

    /**
     * How many credentials a provider has.
     *
     * @param usable how many could take a call now
     */
    public record Credentials(int usable, int all) {}

    /** Who may call. */
    public interface Callers {
        /** The listeners that there are. */
        Set<String> listeners();

        /** The caller with a key of this id on a listener; empty if it has none. */
        Optional<Caller> named(String listener, String keyId);
    }

    /** {@code credentials} tells of a provider's by its name. */
    public RouteExplainer(Router router, Callers callers, Function<String, Credentials> credentials) {
        this.router = router;
        this.callers = callers;
        this.credentials = credentials;
    }

    /**
     * Where a request would go. May block while a provider is asked for its models for the first time.
     *
     * @param asked the listener that is asked for it
     * @throws ChatException INVALID_REQUEST for a listener, dialect or key that there is not
     */
    public RouteExplanation explain(ExplainRouteRequest request, String asked) {
        Caller caller = caller(request, request.getListener().isEmpty() ? asked : request.getListener());
        String dialect = DIALECTS.get(request.getDialect());
        if (dialect == null) {
            throw ChatException.invalid(
                    "dialect",
                    "dialect is '%s' (expected: openai, claude, gemini or native).".formatted(request.getDialect()));
        }
        RouteExplanation.Builder explanation = RouteExplanation.newBuilder();
        try {
            String model = request.getModel().isBlank() ? router.defaultModel(caller) : request.getModel();
            explanation.setModel(model);
            Decision decision = router.decide(
                    model,
                    caller,
                    dialect,
                    (rule, decided, reason, about) ->
                            explanation.addSteps(step(rule, decided, reason.formatted(about))));
            decision.targets().forEach(target -> explanation.addTargets(target(target, decision)));
        } catch (ChatException e) {
            explanation.setError(e.getMessage()).setErrorCode(e.error().getReason());
        }
        return explanation.build();
    }

    private Caller caller(ExplainRouteRequest request, String listener) {
        if (!callers.listeners().contains(listener)) {
            throw ChatException.invalid(
                    "listener",
                    "There is no listener '%s' (expected: one of %s)."
                            .formatted(listener, String.join(", ", callers.listeners())));
        }
        String keyId = request.getApiKey();
        return keyId.isEmpty()
                ? new Caller("anybody", listener, Set.of())
                : callers.named(listener, keyId)
                        .orElseThrow(() -> ChatException.invalid(
                                "api_key",
                                "The listener '%s' has no key with the id '%s' (expected: such as %s-key-1)."
                                        .formatted(listener, keyId, listener)));
    }

    private RouteTarget target(Target target, Decision decision) {
        Credentials known = credentials.apply(target.provider());
        return RouteTarget.newBuilder()
                .setProvider(target.provider())
                .setModel(target.model())
                .setUsableCredentials(known.usable())
                .setCredentials(known.all())
                .addAllVariant(VariantWords.of(decision.variant()))
                .build();
    }

    private static RouteStep step(Rule rule, boolean decided, String reason) {
        return RouteStep.newBuilder()
                .setRule(name(rule))
                .setDecided(decided)
                .setReason(reason)
                .build();
    }

    private static String name(Rule rule) {
        return switch (rule) {
            case CLAUDE_MAPPING -> "claude mapping";
            case REGISTRY -> "registry";
            case VARIANT -> "variant";
            case QUALIFIED -> "qualified name";
            case FALLBACKS -> "fallbacks";
            case LISTENER -> "profile";
            case CATALOG -> "catalogue";
        };
    }
}
