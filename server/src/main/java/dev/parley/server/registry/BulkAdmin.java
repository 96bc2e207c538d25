package dev.parley.server.registry;

import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.RegistryChanged;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryToggled;
import dev.parley.management.v1.ReplaceRegistryModelsRequest;
import dev.parley.management.v1.SeedRegistryModelsRequest;
import dev.parley.management.v1.ToggleRegistryModelsRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.error.ChatException;
import dev.parley.server.registry.ModelRegistry.Changed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What operators do to many entries at once, all or none (MA-41, MA-42). Methods block as {@link ModelRegistry#change}.
 * Thread-safe.
 */
public final class BulkAdmin {
    private final ModelRegistry registry;
    private final EntryRules rules;
    private final Seeds seeds;

    BulkAdmin(ModelRegistry registry, EntryRules rules, Seeds seeds) {
        this.registry = registry;
        this.rules = rules;
        this.seeds = seeds;
    }

    /** Makes these all entries of a channel. */
    public RegistryChanged replace(Actor actor, ReplaceRegistryModelsRequest request) {
        String channel = ChannelName.named(request.getChannel());
        return replace(actor, "registry.replace", channel, request.getModelsList(), "registry updated");
    }

    /** Adds entries, or makes them all. */
    public RegistryChanged importAll(Actor actor, ImportRegistryModelsRequest request) {
        String channel = ChannelName.named(request.getChannel());
        List<RegistryModel> asked = request.getModels().getModelsList();
        return switch (request.getMode()) {
            case "", "append" -> append(actor, channel, asked);
            case "replace" -> replace(actor, "registry.import", channel, asked, "imported");
            default ->
                throw ChatException.invalid(
                        "mode", "'mode' is '%s' (expected: append or replace).".formatted(request.getMode()));
        };
    }

    /** Adds the default entries that are not there. */
    public RegistryChanged seed(Actor actor, SeedRegistryModelsRequest request) {
        String channel = ChannelName.named(request.getChannel());
        return registry.change(actor, "registry.seed", channel, state -> {
            List<RegistryModel> missing = seeds.models().stream()
                    .filter(model -> !state.channel(channel).models().containsKey(model.getId()))
                    .toList();
            return new Changed<>(
                    state.with(channel, before -> before.with(missing)), changed("seeded", missing.size(), 0));
        });
    }

    /** Enables or disables all entries of a channel, or of one of its groups. */
    public RegistryToggled toggle(Actor actor, ToggleRegistryModelsRequest request, boolean enabled) {
        String channel = ChannelName.named(request.getChannel());
        String group = request.getGroup();
        String subject = group.isEmpty() ? channel : channel + '/' + group;
        return registry.change(actor, enabled ? "registry.enable" : "registry.disable", subject, state -> {
            Channel before = state.channel(channel);
            if (!group.isEmpty() && !before.groups().containsKey(group)) {
                throw Refusals.unknownGroup("group", channel, group);
            }
            List<RegistryModel> others = switched(
                    before, model -> group.isEmpty() || model.getGroup().equals(group), enabled, "");
            RegistryToggled answer = RegistryToggled.newBuilder()
                    .setMessage("toggled")
                    .setEnabled(enabled)
                    .setChanged(others.size())
                    .build();
            return new Changed<>(state.with(channel, same -> same.with(others)), answer);
        });
    }

    /**
     * Disables the enabled entries of every channel that stand for a model of this provider, because of what is told as
     * the reason; returns how many. An entry that names no provider counts as one of any.
     */
    public int disable(Actor actor, String provider, String model, String reason) {
        Predicate<RegistryModel> meant = entry -> entry.getBase().equals(model)
                && (entry.getUpstream().isEmpty() || entry.getUpstream().equals(provider));
        return registry.change(actor, "registry.disable", provider + '/' + model, state -> {
            RegistryState next = state;
            int count = 0;
            for (Map.Entry<String, Channel> channel : state.channels().entrySet()) {
                List<RegistryModel> others = switched(channel.getValue(), meant, false, reason);
                next = next.with(channel.getKey(), before -> before.with(others));
                count += others.size();
            }
            return new Changed<>(next, count);
        });
    }

    /** Those that are meant and not yet so, as they shall be. */
    private static List<RegistryModel> switched(
            Channel channel, Predicate<RegistryModel> meant, boolean enabled, String reason) {
        return channel.models().values().stream()
                .filter(model -> model.getEnabled() != enabled)
                .filter(meant)
                .map(model -> Template.complete(
                        model.toBuilder()
                                .setEnabled(enabled)
                                .setDisabledReason(reason)
                                .build(),
                        Template.PLAIN))
                .toList();
    }

    private RegistryChanged append(Actor actor, String channel, List<RegistryModel> asked) {
        return registry.change(actor, "registry.import", channel, state -> {
            List<RegistryModel> models = complete(asked, state.channel(channel));
            return new Changed<>(
                    state.with(channel, before -> before.with(models)), changed("imported", models.size(), 0));
        });
    }

    private RegistryChanged replace(
            Actor actor, String action, String channel, List<RegistryModel> asked, String message) {
        return registry.change(actor, action, channel, state -> {
            Channel before = state.channel(channel);
            RegistryState next = state.with(channel, same -> same.withOnly(complete(asked, before)));
            Map<String, RegistryModel> after = next.channel(channel).models();
            long gone = before.models().keySet().stream()
                    .filter(id -> !after.containsKey(id))
                    .count();
            return new Changed<>(next, changed(message, after.size(), Math.toIntExact(gone)));
        });
    }

    /** Each id once; the last of it wins. */
    private List<RegistryModel> complete(List<RegistryModel> asked, Channel channel) {
        Map<String, RegistryModel> models = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            RegistryModel model = Template.completeOfMany(asked.get(i), channel.template());
            models.put(model.getId(), rules.checked(model, "models[" + i + ']'));
        }
        return new ArrayList<>(models.values());
    }

    private static RegistryChanged changed(String message, int count, int removed) {
        return RegistryChanged.newBuilder()
                .setMessage(message)
                .setCount(count)
                .setRemoved(removed)
                .build();
    }
}
