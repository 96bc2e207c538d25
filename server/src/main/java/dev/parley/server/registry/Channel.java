package dev.parley.server.registry;

import dev.parley.management.v1.ModelGroup;
import dev.parley.management.v1.RegistryModel;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one kind of caller is offered.
 *
 * @param template what new entries have where they say nothing; every field of it that counts is set
 * @param models by id, in their order
 * @param groups by id
 */
record Channel(RegistryModel template, Map<String, RegistryModel> models, Map<String, ModelGroup> groups) {
    static final Channel EMPTY = new Channel(Template.PLAIN, Map.of(), Map.of());

    Channel {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    Channel withTemplate(RegistryModel changed) {
        return new Channel(changed, models, groups);
    }

    /** With these alone; of two with one id the last wins, at the place of the first. */
    Channel withOnly(Collection<RegistryModel> others) {
        return new Channel(template, byId(Map.of(), others), groups);
    }

    /** With these too, each in the place of the one that had its id. */
    Channel with(Collection<RegistryModel> others) {
        return new Channel(template, byId(models, others), groups);
    }

    Channel without(String id) {
        Map<String, RegistryModel> left = new LinkedHashMap<>(models);
        left.remove(id);
        return new Channel(template, left, groups);
    }

    Channel withGroup(ModelGroup group) {
        Map<String, ModelGroup> changed = new LinkedHashMap<>(groups);
        changed.put(group.getId(), group);
        return new Channel(template, models, changed);
    }

    /** Without a group; what was in it, and in the template, is in none. */
    Channel withoutGroup(String id) {
        Map<String, ModelGroup> left = new LinkedHashMap<>(groups);
        left.remove(id);
        Map<String, RegistryModel> ungrouped = new LinkedHashMap<>(models);
        ungrouped.replaceAll((key, model) -> ungrouped(model, id));
        return new Channel(ungrouped(template, id), ungrouped, left);
    }

    /** Whether callers are offered it: it is enabled, and so is its group if there is one. */
    boolean offers(RegistryModel model) {
        ModelGroup group = groups.get(model.getGroup());
        return model.getEnabled() && (group == null || group.getEnabled());
    }

    private static RegistryModel ungrouped(RegistryModel model, String group) {
        return model.getGroup().equals(group) ? model.toBuilder().clearGroup().build() : model;
    }

    private static Map<String, RegistryModel> byId(
            Map<String, RegistryModel> before, Collection<RegistryModel> others) {
        Map<String, RegistryModel> models = new LinkedHashMap<>(before);
        others.forEach(model -> models.put(model.getId(), model));
        return models;
    }
}
