package dev.parley.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings as they were read, each layer over the one before, and not yet checked. Immutable. */
public final class SettingsLayers {
    private final SettingsLoader.Request request;
    private final Tree.Branch tree;
    private final List<String> problems;
    private final List<String> warnings;

    SettingsLayers(SettingsLoader.Request request, Tree.Branch tree, List<String> problems, List<String> warnings) {
        this.request = request;
        this.tree = tree;
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** The same, read again from files and environment; that something is wrong is told by {@link #with}. */
    public SettingsLayers again() {
        return SettingsLoader.read(request);
    }

    /**
     * The settings with changes over all layers.
     *
     * @param changes values by the name of their setting, as {@link RuntimeSettings} shows them
     * @throws ConfigException with all that is wrong, in the layers and in the changes
     */
    public SettingsLoader.Loaded with(Map<SettingName, Object> changes) {
        Tree.Branch changed = tree;
        for (Map.Entry<SettingName, Object> change : changes.entrySet()) {
            changed = changed.put(change.getKey().path(), PlainValues.tree(change.getValue()));
        }
        return bind(changed);
    }

    private SettingsLoader.Loaded bind(Tree.Branch all) {
        Tree.Branch merged = typed(all);
        merged = fill(merged, "providers", "provider-defaults", List.of("timeouts"));
        merged = fill(merged, "profiles", "profile-defaults", List.of());
        List<String> found = new ArrayList<>(problems);
        Binder binder = new Binder(found);
        Settings settings = binder.record(Settings.class, merged, "");
        if (settings != null) {
            Checks.run(settings, found);
        }
        if (settings == null || !found.isEmpty()) {
            throw new ConfigException(found);
        }
        return new SettingsLoader.Loaded(settings, binder.explained(), warnings, this);
    }

    /** Lays each provider over what those of its type have. */
    private static Tree.Branch typed(Tree.Branch all) {
        Tree.Branch providers = all.branch("providers");
        Map<String, Tree> filled = new LinkedHashMap<>(providers.children());
        filled.replaceAll((name, tree) -> tree instanceof Tree.Branch own
                        && own.children().get("type") instanceof Tree.Scalar(String type, String _)
                ? formed(all.branch("type-defaults").branch(type), own)
                : tree);
        return all.without("type-defaults").with("providers", new Tree.Branch(filled, providers.origin()));
    }

    /** A provider over what its type has, and over what the type has in the form that its options name. */
    private static Tree.Branch formed(Tree.Branch type, Tree.Branch own) {
        Tree.Branch plain = type.without("forms");
        Tree.Branch options = plain.merge(own).branch("options");
        return options.children().get("form") instanceof Tree.Scalar(String form, String _)
                ? plain.merge(type.branch("forms").branch(form)).merge(own)
                : plain.merge(own);
    }

    /** Completes each named record below {@code key} with its defaults and with what it shares with the whole. */
    private static Tree.Branch fill(Tree.Branch all, String key, String defaultsKey, List<String> shared) {
        Tree.Branch defaults = all.branch(defaultsKey);
        for (String name : shared) {
            defaults = Tree.Branch.empty("").with(name, all.branch(name)).merge(defaults);
        }
        Map<String, Tree> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Tree> entry : all.branch(key).children().entrySet()) {
            filled.put(
                    entry.getKey(),
                    entry.getValue() instanceof Tree.Branch own ? defaults.merge(own) : entry.getValue());
        }
        return all.without(defaultsKey).with(key, new Tree.Branch(filled, all.origin()));
    }
}
