package dev.parley.server.management.credentials;

import dev.parley.server.credential.CredentialException;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.json.JsonException;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credentials that were uploaded, in the store and in the rotation. Guarded by who uses it. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");

    private final List<ManagedPool> pools;
    private final Documents documents;
    private final Map<String, Upload> kept = new LinkedHashMap<>();

    /**
     * Loads what is kept, and puts it into force.
     *
     * @throws StoreException it cannot be read
     */
    Uploads(List<ManagedPool> pools, Documents documents) {
        this.pools = pools;
        this.documents = documents;
        documents.all(Kind.CREDENTIAL).forEach(this::load);
        pools.forEach(this::apply);
    }

    Set<String> names() {
        return kept.keySet();
    }

    @Nullable
    Upload get(String name) {
        return kept.get(name);
    }

    /** The name of the one that is the same; null if there is none. */
    @Nullable
    String nameOf(Upload upload) {
        return kept.entrySet().stream()
                .filter(entry -> entry.getValue().equals(upload))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Keeps one in place of what has its name, and puts it into force.
     *
     * @throws StoreException nothing was changed
     */
    void put(String name, Upload upload) {
        documents.apply(List.of(new Change(Kind.CREDENTIAL, name, upload.write())));
        kept.put(name, upload);
        pools.forEach(this::apply);
    }

    /** Removes one, as {@link #put}. */
    void remove(String name) {
        documents.apply(List.of(new Change(Kind.CREDENTIAL, name, null)));
        kept.remove(name);
        pools.forEach(this::apply);
    }

    private void load(String name, String text) {
        try {
            kept.put(name, Upload.read(text));
        } catch (JsonException e) {
            LOG.warn("the uploaded credential {} cannot be read and is passed over: {}", name, e.getMessage());
        }
    }

    private void apply(ManagedPool pool) {
        List<Entry> entries = new ArrayList<>();
        kept.forEach((name, upload) -> {
            if (upload.provider().equals(pool.name())) {
                entry(pool, name, upload, entries);
            }
        });
        pool.sources().uploads(entries);
    }

    /** What could be used when it came may be barred by now, such as by another list of token hosts. */
    private static void entry(ManagedPool pool, String name, Upload upload, List<Entry> into) {
        try {
            CredentialFile file = CredentialFile.parse(upload.json(), Filename.stem(name), pool.hosts());
            into.add(new Entry(pool.credential(file), Source.UPLOAD, name, file));
        } catch (CredentialException e) {
            LOG.warn("the uploaded credential {} is passed over: {}", name, e.getMessage());
        }
    }
}
