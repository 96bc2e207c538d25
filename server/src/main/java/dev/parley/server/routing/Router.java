package dev.parley.server.routing;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.Routes;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.NamedModels.NamedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a model name goes (B8), by the first {@link Rule} that knows it. A name may begin with its provider's; it
 * then means that provider alone. Deterministic and thread-safe.
 */
public final class Router {
    private static final String CLAUDE = "claude";

    private volatile Routes routes;
    private final Set<String> providers;
    private final Map<String, ListenerRule> listeners;
    private final ModelCatalog catalog;
    private final NamedModels names;
    private volatile ClaudeMapping mapping;

    /**
     * What a listener's profile adds.
     *
     * @param provider takes every name that nobody else knows; empty: none does
     * @param defaultModel for requests that name none; empty: that of the routes
     * @param mappingFirst whether Claude's names are mapped before anything else
     * @param hidesUnknownModels whether a model that nobody knows is one that is not available (DS-35)
     */
    public record ListenerRule(String provider, String defaultModel, boolean mappingFirst, boolean hidesUnknownModels) {
        private static final ListenerRule NONE = new ListenerRule("", "", false, false);
    }

    /** {@code listeners} by name; a listener that is not in it adds nothing. */
    public Router(
            Routes routes,
            Set<String> providers,
            Map<String, ListenerRule> listeners,
            ModelCatalog catalog,
            NamedModels names) {
        this.routes = routes;
        this.providers = Set.copyOf(providers);
        this.listeners = Map.copyOf(listeners);
        this.catalog = catalog;
        this.names = names;
        this.mapping = routes.claudeMapping();
    }

    /** What Claude's names mean now to callers of this listener. */
    public ClaudeMapping claudeMapping(Caller caller) {
        return rule(caller).mappingFirst() ? mapping.asFirst() : mapping;
    }

    /** From now on these are the defaults and fallbacks; what Claude's names mean is told by the other method. */
    public void routes(Routes changed) {
        routes = changed;
    }

    /** From now on Claude's names mean this. */
    public void claudeMapping(ClaudeMapping changed) {
        mapping = changed;
    }

    /** Whether callers of this listener hear that an unknown model is unavailable, not that there is none. */
    public boolean hidesUnknownModels(Caller caller) {
        return rule(caller).hidesUnknownModels;
    }

    /**
     * Where a request goes; it has at least one target.
     *
     * @param dialect what the caller speaks; Claude's may have names mapped
     * @throws ChatException NOT_FOUND {@code model_not_found}; PERMISSION_DENIED if the caller may use none of them
     */
    public Decision decide(String model, Caller caller, String dialect) {
        return decide(model, caller, dialect, RouteTrace.NONE);
    }

    /** The same, telling what is looked at on the way. */
    public Decision decide(String model, Caller caller, String dialect, RouteTrace trace) {
        Decision allowed = decision(model, caller, dialect, trace).only(target -> caller.mayUse(target.provider()));
        if (allowed.targets().isEmpty()) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_PERMISSION_DENIED,
                            Blame.REQUEST,
                            "permission_denied",
                            "This key may not use the model '%s' (it opens only: %s)."
                                    .formatted(model, String.join(", ", caller.providers())))
                    .param("model")
                    .build();
        }
        return allowed;
    }

    /**
     * The model for a request that names none.
     *
     * @throws ChatException INVALID_REQUEST if there is no default
     */
    public String defaultModel(Caller caller) {
        ListenerRule rule = rule(caller);
        String model = rule.defaultModel().isEmpty() ? routes.defaultModel() : rule.defaultModel();
        if (model.isEmpty()) {
            throw ChatException.invalid(
                    "model", "'model' is missing (expected: a model's name; setting routes.default-model).");
        }
        return model;
    }

    private ListenerRule rule(Caller caller) {
        return listeners.getOrDefault(caller.listener(), ListenerRule.NONE);
    }

    private Decision decision(String model, Caller caller, String dialect, RouteTrace trace) {
        String own = rule(caller).provider();
        ClaudeMapping claude = claudeMapping(caller);
        boolean mapped = dialect.equals(CLAUDE) && claude.active();
        if (mapped && claude.first()) {
            return mapped(claude.map(model), own, dialect, trace).orElseThrow(() -> notFound(model));
        }
        return direct(model, own, dialect, trace)
                .or(() -> mapped ? mapped(claude.map(model), own, dialect, trace) : Optional.empty())
                .orElseThrow(() -> notFound(model));
    }

    private Optional<Decision> mapped(String model, String own, String dialect, RouteTrace trace) {
        trace.looked(Rule.CLAUDE_MAPPING, false, "the name means '%s' to callers of Claude's routes", model);
        return direct(model, own, dialect, trace).map(decision -> decision.by(Rule.CLAUDE_MAPPING));
    }

    private Optional<Decision> direct(String name, String own, String dialect, RouteTrace trace) {
        Target qualified = qualified(name, own);
        String model = qualified == null ? name : qualified.model();
        String provider = qualified == null ? own : qualified.provider();
        NamedModel named = names.find(model, dialect);
        if (named != null && concerns(named, provider)) {
            return named(named, qualified == null ? "" : provider, own, trace);
        }
        trace.looked(Rule.REGISTRY, false, "no entry and no variant is named '%s' here", model);
        if (qualified == null) {
            trace.looked(Rule.QUALIFIED, false, "no provider's name stands before a slash in '%s'", name);
            return unnamed(name, own, trace);
        }
        trace.looked(Rule.QUALIFIED, true, "the name begins with the provider '%s'", provider);
        return Optional.of(Decision.plain(Rule.QUALIFIED, List.of(qualified)));
    }

    /** Whether a name that operators gave means anything where {@code provider} alone serves; empty: all do. */
    private boolean concerns(NamedModel named, String provider) {
        if (provider.isEmpty() || provider.equals(named.provider())) {
            return true;
        }
        return named.provider().isEmpty()
                && (catalog.offers(provider, named.model())
                        || catalog.providerOf(named.model()).isEmpty());
    }

    private Optional<Decision> named(NamedModel named, String wanted, String own, RouteTrace trace) {
        if (named.hidden()) {
            trace.looked(named.rule(), false, "the name means '%s', which may not be used", named.model());
            return Optional.empty();
        }
        boolean placed = !wanted.isEmpty() || !named.provider().isEmpty();
        trace.looked(named.rule(), placed, "the name means the model '%s'", named.model());
        return targets(named, wanted, own, trace).map(targets -> new Decision(named.rule(), targets, named.variant()));
    }

    /** The provider that the caller wants alone; else the entry's and what may stand in for it. */
    private Optional<List<Target>> targets(NamedModel named, String wanted, String own, RouteTrace trace) {
        if (!wanted.isEmpty()) {
            return Optional.of(List.of(new Target(wanted, named.model())));
        }
        if (named.provider().isEmpty()) {
            return unnamed(named.model(), own, trace).map(Decision::targets);
        }
        Stream<Target> first = Stream.of(new Target(named.provider(), named.model()));
        Stream<Target> others = fallbacks(named.model()).stream();
        return Optional.of(Stream.concat(first, others).distinct().toList());
    }

    /** Where a name goes that operators gave no meaning to. */
    private Optional<Decision> unnamed(String model, String own, RouteTrace trace) {
        List<Target> fallbacks = fallbacks(model);
        if (!fallbacks.isEmpty()) {
            trace.looked(Rule.FALLBACKS, true, "routes.fallbacks has targets for '%s'", model);
            return Optional.of(Decision.plain(Rule.FALLBACKS, fallbacks));
        }
        trace.looked(Rule.FALLBACKS, false, "routes.fallbacks has no targets for '%s'", model);
        if (!own.isEmpty()) {
            trace.looked(Rule.LISTENER, true, "the listener serves the provider '%s' alone", own);
            return Optional.of(Decision.plain(Rule.LISTENER, List.of(new Target(own, model))));
        }
        trace.looked(Rule.LISTENER, false, "the listener has no provider of its own for '%s'", model);
        Optional<String> provider = catalog.providerOf(model);
        trace.looked(
                Rule.CATALOG,
                provider.isPresent(),
                provider.isPresent() ? "a provider lists '%s', this one first" : "no provider lists '%s'",
                model);
        return provider.map(first -> Decision.plain(Rule.CATALOG, List.of(new Target(first, model))));
    }

    private List<Target> fallbacks(String model) {
        return routes.fallbacks().getOrDefault(model, List.of()).stream()
                .map(this::configured)
                .toList();
    }

    /** The target of {@code provider/model}; a profile's listener serves its own provider alone. */
    private @Nullable Target qualified(String model, String own) {
        int slash = model.indexOf('/');
        if (slash <= 0) {
            return null;
        }
        String provider = model.substring(0, slash);
        boolean known = own.isEmpty() ? providers.contains(provider) : own.equals(provider);
        return known ? new Target(provider, model.substring(slash + 1)) : null;
    }

    private Target configured(String target) {
        Target qualified = qualified(target, "");
        if (qualified == null) {
            throw new IllegalStateException(
                    "routes.fallbacks names '%s' (expected: provider/model, with one of the providers %s)"
                            .formatted(target, providers));
        }
        return qualified;
    }

    private static ChatException notFound(String model) {
        return ModelCatalog.notFound(model);
    }
}
