package dev.parley.server.registry;

import dev.parley.management.v1.DeleteRegistryModelRequest;
import dev.parley.management.v1.GetRegistryModelRequest;
import dev.parley.management.v1.GetTemplateRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryModelChanged;
import dev.parley.management.v1.RegistryModels;
import dev.parley.management.v1.RegistryTemplate;
import dev.parley.management.v1.UpdateTemplateRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.registry.ModelRegistry.Changed;
import java.util.List;

/**
 * What operators do to single entries of the registry, and to what entries have by default (MA-41, MA-43). Methods that
 * change something block as {@link ModelRegistry#change}. Thread-safe.
 */
public final class EntryAdmin {
    private final ModelRegistry registry;
    private final EntryRules rules;

    EntryAdmin(ModelRegistry registry, EntryRules rules) {
        this.registry = registry;
        this.rules = rules;
    }

    /** All of a channel. */
    public RegistryModels list(ListRegistryModelsRequest request) {
        Channel channel = registry.state().channel(ChannelName.named(request.getChannel()));
        return RegistryModels.newBuilder()
                .addAllModels(channel.models().values())
                .build();
    }

    /** One; unknown: NOT_FOUND. */
    public RegistryModel get(GetRegistryModelRequest request) {
        return existing(registry.state(), ChannelName.named(request.getChannel()), request.getId());
    }

    /** Adds or replaces one. */
    public RegistryModelChanged put(Actor actor, PutRegistryModelRequest request) {
        String channel = ChannelName.named(request.getChannel());
        RegistryModel asked = request.getId().isEmpty()
                ? request.getModel()
                : request.getModel().toBuilder().setId(request.getId()).build();
        return registry.change(actor, "registry.put", channel + '/' + asked.getId(), state -> {
            RegistryModel template = state.channel(channel).template();
            RegistryModel model = rules.checked(Template.complete(asked, template), "model");
            return new Changed<>(
                    state.with(channel, before -> before.with(List.of(model))), changed("model added", model.getId()));
        });
    }

    /** Removes one; unknown: NOT_FOUND. */
    public RegistryModelChanged delete(Actor actor, DeleteRegistryModelRequest request) {
        String channel = ChannelName.named(request.getChannel());
        String id = request.getId();
        return registry.change(actor, "registry.delete", channel + '/' + id, state -> {
            existing(state, channel, id);
            return new Changed<>(state.with(channel, before -> before.without(id)), changed("model deleted", id));
        });
    }

    /** What new entries have. */
    public RegistryTemplate template(GetTemplateRequest request) {
        return shown(registry.state().channel(ChannelName.named(request.getChannel())));
    }

    /** Changes it. */
    public RegistryTemplate updateTemplate(Actor actor, UpdateTemplateRequest request) {
        String channel = ChannelName.named(request.getChannel());
        return registry.change(actor, "registry.template", channel, state -> {
            RegistryModel template = Template.changed(state.channel(channel).template(), request.getTemplate());
            rules.template(template, "template");
            RegistryState next = state.with(channel, before -> before.withTemplate(template));
            return new Changed<>(next, shown(next.channel(channel)));
        });
    }

    private static RegistryModel existing(RegistryState state, String channel, String id) {
        RegistryModel model = state.channel(channel).models().get(id);
        if (model == null) {
            throw Refusals.unknownModel(channel, id);
        }
        return model;
    }

    private static RegistryModelChanged changed(String message, String id) {
        return RegistryModelChanged.newBuilder().setMessage(message).setId(id).build();
    }

    private static RegistryTemplate shown(Channel channel) {
        return RegistryTemplate.newBuilder().setTemplate(channel.template()).build();
    }
}
