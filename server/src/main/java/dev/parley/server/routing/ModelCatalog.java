package dev.parley.server.routing;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.model.v1.Model;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The models of all providers (B7). Where two list the same name, the one earlier in {@code routes.priority} has it.
 * Thread-safe.
 */
public final class ModelCatalog {
    private final Map<String, ModelList> lists;

    /** Models, and whether some provider's may have changed since. */
    public record Listing(List<Model> models, boolean stale) {}

    /** {@code lists} by provider, the one with the highest priority first. */
    public ModelCatalog(Map<String, ModelList> lists) {
        this.lists = new LinkedHashMap<>(lists);
    }

    /**
     * The provider that has this model; blocks only for lists that were never asked for, and only if no other has it.
     */
    Optional<String> providerOf(String model) {
        return providerOf(model, ModelList::known).or(() -> providerOf(model, ModelList::fresh));
    }

    /** Whether this provider offers the model; blocks if it was never asked. */
    boolean offers(String provider, String model) {
        ModelList list = lists.get(provider);
        return list != null && (lists(list.known(), model) || lists(list.fresh(), model));
    }

    private static boolean lists(List<Model> models, String model) {
        return models.stream().anyMatch(known -> known.getId().equals(model));
    }

    /** What a provider was last heard to say of a model of its own, without asking it. */
    public Optional<Model> known(Target target) {
        ModelList list = lists.get(target.provider());
        return list == null
                ? Optional.empty()
                : list.known().stream()
                        .filter(model -> model.getId().equals(target.model()))
                        .findFirst();
    }

    private Optional<String> providerOf(String model, Function<ModelList, List<Model>> view) {
        return lists.entrySet().stream()
                .filter(list -> lists(view.apply(list.getValue()), model))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether a provider's list is known. Asks nobody. */
    public boolean lists(String provider) {
        ModelList list = lists.get(provider);
        return list != null && !list.known().isEmpty();
    }

    /** Whether a provider's list, as far as it is known, has the model. Asks nobody. */
    public boolean has(String provider, String model) {
        ModelList list = lists.get(provider);
        return list != null
                && list.known().stream().anyMatch(known -> known.getId().equals(model));
    }

    /**
     * Each model once, in a stable order, of the providers that are wanted. Blocks for lists not yet known. A provider
     * that cannot be asked is left out, unless it is the only one.
     *
     * @throws ChatException UNAVAILABLE {@code upstream_unavailable} if that one has no list
     */
    public Listing models(Predicate<String> wanted) {
        Map<String, Model> models = new LinkedHashMap<>();
        List<ModelList> asked = wanted(wanted);
        asked.forEach(list -> list.fresh().forEach(model -> models.putIfAbsent(model.getId(), model)));
        if (asked.size() == 1) {
            asked.getFirst().require();
        }
        return new Listing(List.copyOf(models.values()), asked.stream().anyMatch(ModelList::isStale));
    }

    /**
     * One model by its name, with or without its provider before it.
     *
     * @throws ChatException NOT_FOUND {@code model_not_found}; UNAVAILABLE as for {@link #models}
     */
    public Model model(String id, Predicate<String> wanted) {
        for (Map.Entry<String, ModelList> list : lists.entrySet()) {
            if (wanted.test(list.getKey())) {
                for (Model model : list.getValue().fresh()) {
                    if (model.getId().equals(id) || id.equals(list.getKey() + '/' + model.getId())) {
                        return model;
                    }
                }
            }
        }
        List<ModelList> asked = wanted(wanted);
        if (asked.size() == 1) {
            asked.getFirst().require();
        }
        throw notFound(id);
    }

    /** The providers that gave no list when they were asked last. Asks nobody. */
    public List<String> silent() {
        return lists.entrySet().stream()
                .filter(list -> list.getValue().isSilent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<ModelList> wanted(Predicate<String> wanted) {
        return lists.entrySet().stream()
                .filter(list -> wanted.test(list.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** No model has this name. */
    public static ChatException notFound(String model) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "model_not_found",
                        "The model '%s' does not exist here (expected: one of GET /v1/models, or provider/model)."
                                .formatted(model))
                .param("model")
                .build();
    }
}
