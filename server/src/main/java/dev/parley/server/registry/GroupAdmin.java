package dev.parley.server.registry;

import dev.parley.management.v1.CreateGroupRequest;
import dev.parley.management.v1.DeleteGroupRequest;
import dev.parley.management.v1.GroupChanged;
import dev.parley.management.v1.ListGroupsRequest;
import dev.parley.management.v1.ModelGroup;
import dev.parley.management.v1.ModelGroups;
import dev.parley.management.v1.UpdateGroupRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.error.ChatException;
import dev.parley.server.registry.ModelRegistry.Changed;
import java.util.Comparator;

/**
 * What operators do to the groups of entries (MA-44). Methods that change something block as
 * {@link ModelRegistry#change}. Thread-safe.
 */
public final class GroupAdmin {
    private static final Comparator<ModelGroup> ORDER =
            Comparator.comparingInt(ModelGroup::getOrder).thenComparing(ModelGroup::getId);

    private static final ModelGroup PLAIN = ModelGroup.newBuilder()
            .setDescription("")
            .setOrder(0)
            .setEnabled(true)
            .build();

    private final ModelRegistry registry;

    GroupAdmin(ModelRegistry registry) {
        this.registry = registry;
    }

    /** All of a channel, by their order. */
    public ModelGroups list(ListGroupsRequest request) {
        Channel channel = registry.state().channel(ChannelName.named(request.getChannel()));
        return ModelGroups.newBuilder()
                .addAllGroups(channel.groups().values().stream().sorted(ORDER).toList())
                .build();
    }

    /** Adds one, under an id that is free. */
    public GroupChanged create(Actor actor, CreateGroupRequest request) {
        String channel = ChannelName.named(request.getChannel());
        ModelGroup asked = request.getGroup();
        return registry.change(actor, "group.create", channel + '/' + asked.getName(), state -> {
            Channel before = state.channel(channel);
            String id = asked.getId().isEmpty()
                    ? Slug.of(asked.getName(), before.groups().keySet())
                    : Slug.checked(asked.getId());
            if (before.groups().containsKey(id)) {
                throw Refusals.groupExists(channel, id);
            }
            return changed(state, channel, PLAIN.toBuilder().mergeFrom(asked).setId(id), "group added");
        });
    }

    /** Changes one; unknown: NOT_FOUND. */
    public GroupChanged update(Actor actor, UpdateGroupRequest request) {
        String channel = ChannelName.named(request.getChannel());
        String id = request.getId();
        return registry.change(actor, "group.update", channel + '/' + id, state -> {
            ModelGroup.Builder group = existing(state, channel, id).toBuilder()
                    .mergeFrom(request.getGroup())
                    .setId(id);
            return changed(state, channel, group, "group updated");
        });
    }

    /** Removes one; unknown: NOT_FOUND. */
    public GroupChanged delete(Actor actor, DeleteGroupRequest request) {
        String channel = ChannelName.named(request.getChannel());
        String id = request.getId();
        return registry.change(actor, "group.delete", channel + '/' + id, state -> {
            existing(state, channel, id);
            return new Changed<>(state.with(channel, before -> before.withoutGroup(id)), told("group deleted", id));
        });
    }

    private static Changed<GroupChanged> changed(
            RegistryState state, String channel, ModelGroup.Builder group, String message) {
        if (group.getName().isBlank()) {
            throw ChatException.invalid("group.name", "'group.name' is empty (expected: a name).");
        }
        return new Changed<>(
                state.with(channel, before -> before.withGroup(group.build())), told(message, group.getId()));
    }

    private static ModelGroup existing(RegistryState state, String channel, String id) {
        ModelGroup group = state.channel(channel).groups().get(id);
        if (group == null) {
            throw Refusals.unknownGroup("id", channel, id);
        }
        return group;
    }

    private static GroupChanged told(String message, String id) {
        return GroupChanged.newBuilder().setMessage(message).setId(id).build();
    }
}
