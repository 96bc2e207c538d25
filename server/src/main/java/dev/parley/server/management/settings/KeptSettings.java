package dev.parley.server.management.settings;

import com.google.protobuf.Value;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changed settings on the disk, by name. Switches have a kind of their own, under their own names. */
final class KeptSettings {
    private final Documents documents;

    KeptSettings(Documents documents) {
        this.documents = documents;
    }

    /** All of them. Blocks until they are read. */
    Map<String, Value> load() {
        Map<String, Value> all = new LinkedHashMap<>();
        documents.all(Kind.SETTING).forEach((name, text) -> all.put(name, Values.parse(text)));
        documents.all(Kind.FEATURE).forEach((name, text) -> all.put(FeatureNames.setting(name), Values.parse(text)));
        return all;
    }

    /**
     * Keeps what {@code all} says of these names; one that is not in it is kept no more. Blocks until that is on the
     * disk.
     *
     * @throws StoreException nothing was changed
     */
    void keep(Map<String, Value> all, Collection<String> names) {
        List<Change> changes = names.stream()
                .map(name -> {
                    Value value = all.get(name);
                    return change(name, value == null ? null : Values.text(value));
                })
                .toList();
        documents.apply(changes);
    }

    private static Change change(String name, @Nullable String text) {
        return FeatureNames.isFeature(name)
                ? new Change(Kind.FEATURE, FeatureNames.feature(name), text)
                : new Change(Kind.SETTING, name, text);
    }
}
