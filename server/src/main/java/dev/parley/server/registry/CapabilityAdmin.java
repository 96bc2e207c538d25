package dev.parley.server.registry;

import com.google.protobuf.Timestamp;
import dev.parley.management.v1.CapabilitiesChanged;
import dev.parley.management.v1.DeleteModelCapabilitiesRequest;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.ModelCapabilitiesById;
import dev.parley.management.v1.PutModelCapabilitiesRequest;
import dev.parley.management.v1.UpdateModelCapabilitiesRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.error.ChatException;
import dev.parley.server.registry.ModelRegistry.Changed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What operators and programs say that models can do (MA-45). Methods that change something block as
 * {@link ModelRegistry#change}. Thread-safe.
 */
public final class CapabilityAdmin {
    private static final List<String> MODALITIES = List.of("text", "image", "audio", "video", "pdf");

    private final ModelRegistry registry;
    private final Seeds seeds;

    CapabilityAdmin(ModelRegistry registry, Seeds seeds) {
        this.registry = registry;
        this.seeds = seeds;
    }

    /** All that is known. */
    public ModelCapabilitiesById list() {
        return ModelCapabilitiesById.newBuilder()
                .putAllCapabilities(registry.state().capabilities())
                .build();
    }

    /** Adds what a better source has not said; tells how many models that was. */
    public CapabilitiesChanged update(Actor actor, UpdateModelCapabilitiesRequest request) {
        Map<String, ModelCapabilities> told = new LinkedHashMap<>();
        request.getCapabilitiesMap().forEach((id, asked) -> told.put(id, checked(id, asked, "capabilities." + id)));
        return add(actor, "capabilities.update", told, "capabilities updated", CapabilityAdmin::isAsGood);
    }

    /** Sets what is known of one model, whoever said what was known. */
    public CapabilitiesChanged put(Actor actor, PutModelCapabilitiesRequest request) {
        String id = request.getId();
        Map<String, ModelCapabilities> told = Map.of(id, checked(id, request.getCapabilities(), "capabilities"));
        return add(actor, "capabilities.put", told, "capabilities updated", (asked, known) -> true);
    }

    /** Adds the defaults that are not there. */
    public CapabilitiesChanged seed(Actor actor) {
        Map<String, ModelCapabilities> defaults = seeds.capabilities(registry.now());
        return add(actor, "capabilities.seed", defaults, "seeded", (asked, known) -> false);
    }

    /** Forgets one; unknown: NOT_FOUND. */
    public CapabilitiesChanged delete(Actor actor, DeleteModelCapabilitiesRequest request) {
        String id = request.getId();
        return registry.change(actor, "capabilities.delete", id, state -> {
            Map<String, ModelCapabilities> left = new LinkedHashMap<>(state.capabilities());
            if (left.remove(id) == null) {
                throw Refusals.unknownCapabilities(id);
            }
            return new Changed<>(state.withCapabilities(left), told("capabilities deleted", 1));
        });
    }

    /** {@code replaces} decides between what is asked and what is known. */
    private CapabilitiesChanged add(
            Actor actor,
            String action,
            Map<String, ModelCapabilities> asked,
            String message,
            BiPredicate<ModelCapabilities, ModelCapabilities> replaces) {
        return registry.change(actor, action, String.join(",", asked.keySet()), state -> {
            Map<String, ModelCapabilities> all = new LinkedHashMap<>(state.capabilities());
            int count = 0;
            for (Map.Entry<String, ModelCapabilities> one : asked.entrySet()) {
                ModelCapabilities known = all.get(one.getKey());
                if (known == null || replaces.test(one.getValue(), known)) {
                    all.put(one.getKey(), one.getValue());
                    count++;
                }
            }
            return new Changed<>(state.withCapabilities(all), told(message, count));
        });
    }

    private ModelCapabilities checked(String id, ModelCapabilities asked, String path) {
        require(!id.isBlank(), "id", "is empty (expected: a model's id)");
        require(
                MODALITIES.containsAll(asked.getModalitiesList()),
                path + ".modalities",
                "is %s (expected: of %s)".formatted(asked.getModalitiesList(), MODALITIES));
        require(
                asked.getContextLength() >= 0,
                path + ".context_length",
                "is %d (expected: at least 0)".formatted(asked.getContextLength()));
        String source = asked.getSource().isEmpty() ? CapabilitySource.MANUAL.word() : asked.getSource();
        require(
                CapabilitySource.of(source).isPresent(),
                path + ".source",
                "is '%s' (expected: manual, probe or upstream)".formatted(source));
        Instant now = registry.now();
        return asked.toBuilder()
                .setSource(source)
                .setUpdatedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .build();
    }

    private static boolean isAsGood(ModelCapabilities asked, ModelCapabilities known) {
        return source(asked).compareTo(source(known)) >= 0;
    }

    private static CapabilitySource source(ModelCapabilities capabilities) {
        return CapabilitySource.of(capabilities.getSource()).orElse(CapabilitySource.UPSTREAM);
    }

    private static void require(boolean fine, String path, String problem) {
        if (!fine) {
            throw ChatException.invalid(path, "'%s' %s.".formatted(path, problem));
        }
    }

    private static CapabilitiesChanged told(String message, int count) {
        return CapabilitiesChanged.newBuilder()
                .setMessage(message)
                .setCount(count)
                .build();
    }
}
