package dev.parley.server.routing;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.Routes;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a model name goes (B8), by the first of these that knows it: a provider's name before the first slash,
 * the fallbacks of the settings, the provider of the listener's profile, the catalogue, and for callers that speak
 * Claude the mapping of its names (CL-04). Deterministic and thread-safe.
 */
public final class Router {
    private static final String CLAUDE = "claude";

    private final Routes routes;
    private final Set<String> providers;
    private final Map<String, ListenerRule> listeners;
    private final ModelCatalog catalog;
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
    public Router(Routes routes, Set<String> providers, Map<String, ListenerRule> listeners, ModelCatalog catalog) {
        this.routes = routes;
        this.providers = Set.copyOf(providers);
        this.listeners = Map.copyOf(listeners);
        this.catalog = catalog;
        this.mapping = routes.claudeMapping();
    }

    /** What Claude's names mean now to callers of this listener. */
    public ClaudeMapping claudeMapping(Caller caller) {
        return rule(caller).mappingFirst() ? mapping.asFirst() : mapping;
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
     * The targets to try, in order; never empty.
     *
     * @param dialect what the caller speaks; Claude's may have names mapped
     * @throws ChatException NOT_FOUND {@code model_not_found}; PERMISSION_DENIED if the caller may use none of them
     */
    public List<Target> route(String model, Caller caller, String dialect) {
        List<Target> targets = targets(model, caller, dialect);
        List<Target> allowed = targets.stream()
                .filter(target -> caller.mayUse(target.provider()))
                .toList();
        if (allowed.isEmpty()) {
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

    private List<Target> targets(String model, Caller caller, String dialect) {
        String own = rule(caller).provider();
        ClaudeMapping names = claudeMapping(caller);
        boolean mapped = dialect.equals(CLAUDE) && names.active();
        if (mapped && names.first()) {
            return targets(names.map(model), own).orElseThrow(() -> notFound(model));
        }
        return targets(model, own)
                .or(() -> mapped ? targets(names.map(model), own) : Optional.empty())
                .orElseThrow(() -> notFound(model));
    }

    private Optional<List<Target>> targets(String model, String own) {
        Target qualified = qualified(model, own);
        if (qualified != null) {
            return Optional.of(List.of(qualified));
        }
        List<String> fallbacks = routes.fallbacks().get(model);
        if (fallbacks != null) {
            return Optional.of(fallbacks.stream().map(this::configured).toList());
        }
        if (!own.isEmpty()) {
            return Optional.of(List.of(new Target(own, model)));
        }
        return catalog.providerOf(model).map(provider -> List.of(new Target(provider, model)));
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
