package dev.parley.server.registry;

import com.google.protobuf.Timestamp;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.model.v1.Model;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.Target;
import dev.parley.server.routing.Thinking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The registry's models as they are listed (GM-10). What is not known of a model as a capability is taken from its
 * provider's list. Thread-safe, never blocks.
 */
public final class ModelRows {
    private static final String TEXT = "text";
    private static final String IMAGE = "image";

    private final RegistryNames names;
    private final Function<Target, Model> known;
    private final Timestamp created;

    /**
     * Rows of these names.
     *
     * @param known what a provider says of a model of its own, with empty fields where it says nothing
     * @param start when the gateway first saw the registry
     */
    public ModelRows(RegistryNames names, Function<Target, Model> known, Instant start) {
        this.names = names;
        this.known = known;
        this.created = Timestamp.newBuilder().setSeconds(start.getEpochSecond()).build();
    }

    /** One name, by what routing decided of it. */
    public Model row(String id, Decision decision) {
        Target target = decision.targets().getFirst();
        Model own = known.apply(target);
        Model.Builder row = Model.newBuilder()
                .setId(id)
                .setProvider(target.provider())
                .setOwnedBy(own.getOwnedBy())
                .setCreateTime(created)
                .setContextLength(own.getContextLength())
                .setDescription(description(own, target, decision.variant()));
        ModelCapabilities capabilities = names.capabilities(id, target.model());
        if (capabilities.getContextLength() > 0) {
            row.setContextLength(capabilities.getContextLength());
        }
        return row.addAllInputModalities(input(capabilities, own))
                .addAllOutputModalities(output(decision.variant().image() || capabilities.getImages(), own))
                .build();
    }

    private static List<String> input(ModelCapabilities capabilities, Model own) {
        if (capabilities.getModalitiesCount() > 0) {
            return capabilities.getModalitiesList();
        }
        return own.getInputModalitiesCount() > 0 ? own.getInputModalitiesList() : List.of(TEXT);
    }

    private static List<String> output(boolean images, Model own) {
        if (images) {
            return List.of(TEXT, IMAGE);
        }
        return own.getOutputModalitiesCount() > 0 ? own.getOutputModalitiesList() : List.of(TEXT);
    }

    private static String description(Model own, Target target, ModelVariant variant) {
        List<String> words = new ArrayList<>();
        words.add(own.getDescription().isEmpty() ? target.model() : own.getDescription());
        if (variant.fakeStreaming()) {
            words.add("streams cut from a whole answer");
        }
        if (variant.antiTruncation()) {
            words.add("answers continued where they are cut off");
        }
        if (variant.thinking() != Thinking.AUTO) {
            words.add("thinking: " + variant.thinking().word());
        }
        if (variant.search()) {
            words.add("web search");
        }
        return String.join("; ", words);
    }
}
