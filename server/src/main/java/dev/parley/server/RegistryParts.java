package dev.parley.server;

import dev.parley.model.v1.Model;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.RegistrySettings;
import dev.parley.server.config.Settings;
import dev.parley.server.config.Toggle;
import dev.parley.server.provider.gemini.GeminiProvider;
import dev.parley.server.registry.ModelRows;
import dev.parley.server.registry.RegistryNames;
import dev.parley.server.registry.Seeds;
import dev.parley.server.registry.VariantGrammar;
import dev.parley.server.routing.ModelCatalog;
import dev.parley.server.routing.Router;
import dev.parley.server.routing.Target;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The model registry as the settings want it: what it begins with, and how it is seen. Part of the composition root.
 */
final class RegistryParts {
    private final Settings settings;
    private final InstantSource clock;
    private final Seeds seeds;
    private final RegistryNames names;

    /** Shows what a registry begins with, until a kept one is shown in its place. */
    RegistryParts(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        RegistrySettings registry = settings.registry();
        VariantGrammar grammar =
                new VariantGrammar(registry.fakeStreamingPrefixes(), registry.antiTruncationPrefixes());
        this.seeds = new Seeds(wantsSeeds(), upstream(), grammar);
        this.names = new RegistryNames(grammar, registry.variants());
        names.show(seeds, clock.instant());
    }

    RegistryNames names() {
        return names;
    }

    Seeds seeds() {
        return seeds;
    }

    /** The model lists of listeners. */
    ListedModels listed(ModelCatalog catalog, Router router) {
        ModelRows rows = new ModelRows(names, target -> known(target, catalog), clock.instant());
        Map<String, ListedModels.View> views = new TreeMap<>();
        settings.profiles()
                .forEach((name, profile) ->
                        views.put(name, new ListedModels.View(profile.provider(), profile.registryModels())));
        return new ListedModels(catalog, router, names, rows, views);
    }

    private Model known(Target target, ModelCatalog catalog) {
        ProviderSettings provider = Objects.requireNonNull(settings.providers().get(target.provider()));
        Model model = catalog.known(target).orElse(Model.getDefaultInstance());
        return provider.type() == ProviderSettings.Type.GEMINI ? GeminiProvider.complete(model) : model;
    }

    private boolean wantsSeeds() {
        Toggle wanted = settings.registry().seedDefaults();
        return wanted == Toggle.ON || wanted == Toggle.AUTO && home().isPresent();
    }

    /** The provider of the default entries: that of the profile which lists them, or one that has such models. */
    private String upstream() {
        return home().map(ProfileSettings::provider)
                .or(() -> settings.providers().entrySet().stream()
                        .filter(provider -> provider.getValue().enabled())
                        .filter(provider -> provider.getValue().type() == ProviderSettings.Type.GEMINI)
                        .map(Map.Entry::getKey)
                        .findFirst())
                .orElse("");
    }

    private Optional<ProfileSettings> home() {
        return settings.profiles().values().stream()
                .filter(profile -> profile.enabled() && profile.registryModels())
                .findFirst();
    }
}
