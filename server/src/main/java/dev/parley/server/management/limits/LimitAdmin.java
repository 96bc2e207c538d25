package dev.parley.server.management.limits;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.KeyLimits;
import dev.parley.management.v1.LimitUse;
import dev.parley.management.v1.Limits;
import dev.parley.management.v1.ListLimitsResponse;
import dev.parley.management.v1.SetKeyLimitsRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.access.Caller;
import dev.parley.server.access.KeyIds;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.KeyView;
import dev.parley.server.limit.LimitRules;
import dev.parley.server.management.settings.RouteExplainer.Callers;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of caller keys, and their changes at run time. What is changed here is kept and wins over the settings. A
 * change is first kept, then put into force, then audited. Thread-safe, one change at a time.
 */
public final class LimitAdmin {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");

    private final dev.parley.server.limit.Limits limits;
    private final LimitRules rules;
    private final Callers callers;
    private final Documents documents;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Loads the changes that are kept and puts them into force. Blocks until they are read.
     *
     * @param callers who knows the keys
     * @throws StoreException they cannot be read
     */
    public LimitAdmin(
            dev.parley.server.limit.Limits limits,
            Callers callers,
            Documents documents,
            AuditLog audit,
            InstantSource clock) {
        this.limits = limits;
        this.rules = limits.rules();
        this.callers = callers;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
        Map<String, dev.parley.server.config.KeyLimits> kept = new LinkedHashMap<>();
        documents.all(Kind.LIMITS).forEach((id, text) -> kept.put(id, LimitForm.parse(text)));
        rules.keep(kept);
    }

    /** Keys that have limits of their own, and those that have called and have any. */
    public ListLimitsResponse list() {
        Set<String> ids = new TreeSet<>(rules.kept().keySet());
        rules.named().forEach(name -> find(name).ifPresent(key -> ids.add(key.id)));
        List<KeyView> views = limits.views();
        views.stream().filter(view -> !view.limits().isNone()).forEach(view -> ids.add(view.id()));
        ListLimitsResponse.Builder all = ListLimitsResponse.newBuilder();
        ids.forEach(id -> all.addKeys(shown(find(id).orElse(new Key(id, "")), views)));
        return all.build();
    }

    /** One key's. Throws NOT_FOUND. */
    public KeyLimits get(String name) {
        return shown(known(name), limits.views());
    }

    /**
     * Sets a key's limits. Blocks until that is on the disk.
     *
     * @throws ChatException NOT_FOUND; INVALID_REQUEST naming the field; UNAVAILABLE: it cannot be kept
     */
    public KeyLimits set(Actor actor, SetKeyLimitsRequest request) {
        Key key = known(request.getKey());
        LimitForm.check(request.getLimits());
        change(actor, "limits.set", key, request.getLimits());
        return shown(key, limits.views());
    }

    /**
     * Forgets a key's own limits. Blocks until that is on the disk.
     *
     * @throws ChatException NOT_FOUND; UNAVAILABLE: it cannot be kept
     */
    public KeyLimits clear(Actor actor, String name) {
        Key key = known(name);
        change(actor, "limits.clear", key, null);
        return shown(key, limits.views());
    }

    private record Key(String id, String name) {}

    private void change(Actor actor, String action, Key key, @Nullable Limits own) {
        lock.lock();
        try {
            documents.apply(List.of(new Change(Kind.LIMITS, key.id, own == null ? null : LimitForm.text(own))));
            Map<String, dev.parley.server.config.KeyLimits> next = new LinkedHashMap<>(rules.kept());
            if (own == null) {
                next.remove(key.id);
            } else {
                next.put(key.id, LimitForm.of(own));
            }
            limits.keep(next, key.id);
        } catch (StoreException e) {
            throw e.refusal();
        } finally {
            lock.unlock();
        }
        note(actor, action, key.id);
    }

    /** The change is in force already, so that a failure here must not look like one of the change. */
    private void note(Actor actor, String action, String id) {
        try {
            audit.add(new AuditLog.Entry(clock.instant(), actor.name(), actor.address(), action, id));
        } catch (StoreException e) {
            LOG.error("{} of {} by {} is not in the audit log: {}", action, id, actor.name(), e.getMessage());
        }
    }

    private KeyLimits shown(Key key, List<KeyView> views) {
        List<LimitUse> uses = views.stream()
                .filter(view -> view.id().equals(key.id))
                .map(LimitForm::use)
                .toList();
        KeyLimits.Builder shown = KeyLimits.newBuilder()
                .setKey(key.id)
                .setLimits(LimitForm.of(rules.of(key.id, key.name)))
                .addAllUses(uses);
        dev.parley.server.config.KeyLimits own = rules.kept().get(key.id);
        if (own != null) {
            shown.setOwn(LimitForm.of(own));
        }
        return shown.build();
    }

    private Key known(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /** A key by its id or a label; tokens that callers bring themselves are known by nothing but how ids look. */
    private Optional<Key> find(String name) {
        if (name.equals(Caller.ANONYMOUS)) {
            return Optional.of(new Key(name, name));
        }
        Optional<Key> configured = callers.listeners().stream()
                .flatMap(listener -> callers.named(listener, name).stream())
                .map(caller -> new Key(KeyIds.ofIdentity(caller.identity()), caller.name()))
                .findFirst();
        return configured.or(() -> KeyIds.isId(name) ? Optional.of(new Key(name, name)) : Optional.empty());
    }

    private static ChatException unknown(String name) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "api_key_not_found",
                        "There is no key '%s' (expected: the id or label of a key, as GET usage lists them, or anonymous)."
                                .formatted(name))
                .param("key")
                .build();
    }
}
