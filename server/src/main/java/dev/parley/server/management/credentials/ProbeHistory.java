package dev.parley.server.management.credentials;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.http.ProtoJson;
import dev.parley.management.v1.ListProbesRequest;
import dev.parley.management.v1.ListProbesResponse;
import dev.parley.management.v1.Probe;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probes that are over, kept across restarts: the newest fifty. Thread-safe. */
public final class ProbeHistory {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");
    private static final int KEPT = 50;
    private static final int SHOWN = 20;

    private final Documents documents;

    ProbeHistory(Documents documents) {
        this.documents = documents;
    }

    /**
     * The latest, the newest first. Blocks while they are read.
     *
     * @throws ChatException INVALID_REQUEST: the limit is out of bounds
     */
    public ListProbesResponse latest(ListProbesRequest request) {
        int limit = request.getLimit() == 0 ? SHOWN : request.getLimit();
        if (limit < 1 || limit > KEPT) {
            throw ChatException.invalid("limit", "'limit' is %d (expected: 1 to %d).".formatted(limit, KEPT));
        }
        return ListProbesResponse.newBuilder().addAllHistory(latest(limit)).build();
    }

    List<Probe> latest(int most) {
        return documents.all(Kind.PROBE).values().stream().toList().reversed().stream()
                .limit(most)
                .map(ProbeHistory::read)
                .toList();
    }

    /** Keeps one, and forgets the oldest. What cannot be kept has been done all the same. */
    synchronized void add(Probe probe, Instant time) {
        try {
            Map<String, String> kept = documents.all(Kind.PROBE);
            Instant id = time;
            while (kept.containsKey(id.toString())) {
                id = id.plusNanos(1);
            }
            List<Change> changes = new ArrayList<>();
            changes.add(new Change(Kind.PROBE, id.toString(), ProtoJson.write(probe)));
            kept.keySet().stream()
                    .limit(Math.max(0, kept.size() + 1 - KEPT))
                    .forEach(old -> changes.add(new Change(Kind.PROBE, old, null)));
            documents.apply(changes);
        } catch (StoreException e) {
            LOG.error("a probe could not be kept: {}", e.getMessage());
        }
    }

    private static Probe read(String json) {
        Probe.Builder probe = Probe.newBuilder();
        try {
            ProtoJson.readLeniently(json, probe);
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("a kept probe cannot be read: {}", e.getMessage());
        }
        return probe.build();
    }
}
