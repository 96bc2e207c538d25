package dev.parley.server;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.registry.ModelRows;
import dev.parley.server.registry.RegistryNames;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.ModelCatalog;
import dev.parley.server.routing.NamedModels.NamedModel;
import dev.parley.server.routing.Router;
import dev.parley.server.routing.Rule;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The models that callers see: the registry's, by what routing makes of their names, and then those that providers
 * list. Part of the composition root.
 */
final class ListedModels implements ModelDirectory {
    private static final Set<Rule> NAMED = EnumSet.of(Rule.REGISTRY, Rule.VARIANT);

    private final ModelCatalog catalog;
    private final Router router;
    private final RegistryNames names;
    private final ModelRows rows;
    private final Map<String, View> views;

    /**
     * What a listener shows.
     *
     * @param provider all that it serves; empty: every one
     * @param registryOnly whether that is the registry's models alone, if it has any
     */
    record View(String provider, boolean registryOnly) {
        static final View ALL = new View("", false);

        boolean concerns(String other) {
            return provider.isEmpty() || other.isEmpty() || other.equals(provider);
        }
    }

    /** {@code views} by listener; one that is not in it shows all. */
    ListedModels(ModelCatalog catalog, Router router, RegistryNames names, ModelRows rows, Map<String, View> views) {
        this.catalog = catalog;
        this.router = router;
        this.names = names;
        this.rows = rows;
        this.views = views;
    }

    @Override
    public Listing listing(Caller caller, String provider) {
        View view = view(caller);
        Predicate<String> wanted = wanted(caller, view).and(name -> provider.isEmpty() || name.equals(provider));
        Map<String, Model> models = new LinkedHashMap<>();
        names.offered().forEach(id -> addNamed(id, caller, wanted, models));
        if (showsRegistryOnly(view)) {
            return new Listing(models.values().stream().toList(), false);
        }
        ModelCatalog.Listing others = catalog.models(wanted);
        others.models().stream()
                .filter(model -> !isHidden(model.getId(), view))
                .forEach(model -> models.putIfAbsent(model.getId(), model));
        return new Listing(models.values().stream().toList(), others.stale());
    }

    @Override
    public Model get(Caller caller, String id) {
        View view = view(caller);
        Optional<Decision> decision = names.isEmpty() ? Optional.empty() : decision(id, caller);
        if (decision.isPresent()) {
            return rows.row(unqualified(id, decision.get()), decision.get());
        }
        if (showsRegistryOnly(view) || isHidden(id, view)) {
            throw ModelCatalog.notFound(id);
        }
        return catalog.model(id, wanted(caller, view));
    }

    /** An entry, and its variants that are no entries of their own. */
    private void addNamed(String id, Caller caller, Predicate<String> wanted, Map<String, Model> models) {
        Optional<Decision> decision = decision(id, caller);
        if (decision.isEmpty()
                || !wanted.test(decision.get().targets().getFirst().provider())) {
            return;
        }
        models.put(id, rows.row(id, decision.get()));
        for (String variant : names.variants(id)) {
            decision(variant, caller).ifPresent(varied -> models.putIfAbsent(variant, rows.row(variant, varied)));
        }
    }

    /** What routing decides of a name of the registry; nothing if it is none to this caller. */
    private Optional<Decision> decision(String id, Caller caller) {
        try {
            return Optional.of(router.decide(id, caller, "")).filter(decision -> NAMED.contains(decision.rule()));
        } catch (ChatException e) {
            return Optional.empty();
        }
    }

    private boolean showsRegistryOnly(View view) {
        return view.registryOnly() && names.concerns(view::concerns);
    }

    private boolean isHidden(String id, View view) {
        NamedModel named = names.find(id, "");
        return named != null && named.hidden() && view.concerns(named.provider());
    }

    /** A name without its provider's before it. */
    private static String unqualified(String id, Decision decision) {
        String prefix = decision.targets().getFirst().provider() + '/';
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    private View view(Caller caller) {
        return views.getOrDefault(caller.listener(), View.ALL);
    }

    /** A caller sees what it may use; on a profile's listener, that profile's provider alone. */
    private static Predicate<String> wanted(Caller caller, View view) {
        return provider -> caller.mayUse(provider)
                && (view.provider().isEmpty() || view.provider().equals(provider));
    }
}
