package dev.parley.server.registry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.ModelGroup;
import dev.parley.management.v1.RegistryModel;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The registry as documents, one for each thing it holds. A channel that was ever changed has a template there, so that
 * one which an operator has emptied is told from one that was never used.
 */
final class RegistryDocuments {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private RegistryDocuments() {}

    /** @throws StoreException it cannot be read */
    static RegistryState load(Documents documents) {
        Map<String, ModelCapabilities> capabilities = new LinkedHashMap<>();
        documents
                .all(Kind.MODEL_CAPABILITIES)
                .forEach((id, text) -> capabilities.put(id, read(text, ModelCapabilities.getDefaultInstance())));
        RegistryState state = new RegistryState(Map.of(), capabilities);
        for (Map.Entry<String, String> kept : documents.all(Kind.TEMPLATE).entrySet()) {
            RegistryModel template = read(kept.getValue(), RegistryModel.getDefaultInstance());
            state = state.with(kept.getKey(), channel -> channel.withTemplate(template));
        }
        for (Map.Entry<String, String> kept : documents.all(Kind.MODEL_GROUP).entrySet()) {
            ModelGroup group = read(kept.getValue(), ModelGroup.getDefaultInstance());
            state = state.with(channelOf(kept.getKey()), channel -> channel.withGroup(group));
        }
        return withModels(state, documents.all(Kind.MODEL));
    }

    private static RegistryState withModels(RegistryState state, Map<String, String> kept) {
        Map<String, List<RegistryModel>> models = new LinkedHashMap<>();
        kept.forEach((id, text) -> models.computeIfAbsent(channelOf(id), name -> new ArrayList<>())
                .add(read(text, RegistryModel.getDefaultInstance())));
        RegistryState whole = state;
        for (Map.Entry<String, List<RegistryModel>> channel : models.entrySet()) {
            whole = whole.with(channel.getKey(), empty -> empty.with(channel.getValue()));
        }
        return whole;
    }

    /** What makes documents of one state those of another. */
    static List<Change> changes(RegistryState before, RegistryState after) {
        List<Change> changes = new ArrayList<>();
        after.channels().forEach((name, channel) -> {
            Channel old = before.channel(name);
            if (!channel.template().equals(old.template()) || !before.channels().containsKey(name)) {
                changes.add(new Change(Kind.TEMPLATE, name, text(channel.template())));
            }
            changes(Kind.MODEL, name + '/', old.models(), channel.models(), changes);
            changes(Kind.MODEL_GROUP, name + '/', old.groups(), channel.groups(), changes);
        });
        changes(Kind.MODEL_CAPABILITIES, "", before.capabilities(), after.capabilities(), changes);
        return changes;
    }

    /** Documents keep the order in which they came, so those from the first that moved on are written anew. */
    private static <M extends Message> void changes(
            Kind kind, String prefix, Map<String, M> before, Map<String, M> after, List<Change> changes) {
        before.keySet().stream()
                .filter(id -> !after.containsKey(id))
                .forEach(id -> changes.add(new Change(kind, prefix + id, null)));
        List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
        int place = 0;
        boolean moved = false;
        for (Map.Entry<String, M> entry : after.entrySet()) {
            String id = entry.getKey();
            moved |= place < kept.size() && !kept.get(place).equals(id);
            place++;
            if (moved && before.containsKey(id)) {
                changes.add(new Change(kind, prefix + id, null));
            }
            if (moved || !entry.getValue().equals(before.get(id))) {
                changes.add(new Change(kind, prefix + id, text(entry.getValue())));
            }
        }
    }

    private static String channelOf(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private static String text(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> M read(String text, M type) {
        Message.Builder builder = type.newBuilderForType();
        try {
            PARSER.merge(text, builder);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("A document of the model registry cannot be read: " + e.getMessage(), e);
        }
        return (M) builder.build();
    }
}
