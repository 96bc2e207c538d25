package dev.parley.server.management.settings;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.management.v1.ReloadConfigResponse;
import dev.parley.management.v1.RuntimeConfig;
import dev.parley.management.v1.UpdateConfigRequest;
import dev.parley.management.v1.UpdateConfigResponse;
import dev.parley.server.access.Actor;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.RuntimeSettings;
import dev.parley.server.config.RuntimeSettings.Effect;
import dev.parley.server.config.SettingName;
import dev.parley.server.config.SettingValues;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLayers;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force, and their changes at run time (MA-30). What is changed here is kept, and wins over files and
 * environment until it is taken back. Every change is all or nothing: first bound and checked with all that is there
 * already, then kept, then put into force, then audited. Thread-safe, one change at a time.
 */
public final class SettingsAdmin {
    private static final Logger LOG = LoggerFactory.getLogger("parley.settings");
    private static final String UPDATED = "updated";
    private static final String RELOADED = "reloaded";

    private final LiveSettings live;
    private final KeptSettings store;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as is what follows. */
    private SettingsLayers layers;

    private Map<String, Value> kept;

    /**
     * Loads the changes that are kept and puts them into force. Where they fit the settings no more, none is in force
     * until an operator mends that, and the log says why. Blocks until they are read.
     *
     * @throws StoreException they cannot be read
     */
    public SettingsAdmin(
            SettingsLayers layers, LiveSettings live, Documents documents, AuditLog audit, InstantSource clock) {
        this.layers = layers;
        this.live = live;
        this.store = new KeptSettings(documents);
        this.audit = audit;
        this.clock = clock;
        this.kept = store.load();
        if (!kept.isEmpty()) {
            restore();
        }
    }

    /** The settings that may be shown; those that need a restart as they were at the start. */
    public RuntimeConfig config() {
        SettingsView view = new SettingsView(live);
        Struct.Builder config = Struct.newBuilder();
        view.names().forEach(name -> config.putFields(name.toString(), view.shown(name)));
        return RuntimeConfig.newBuilder().setConfig(config).build();
    }

    /**
     * Changes some. Blocks until that is on the disk.
     *
     * @throws ChatException INVALID_REQUEST with every problem, or {@code restart_required}; UNAVAILABLE: it cannot be
     *     kept. Nothing is changed then
     */
    public UpdateConfigResponse update(Actor actor, UpdateConfigRequest request) {
        List<String> applied =
                change(actor, "config.update", request.getConfig().getFieldsMap());
        return UpdateConfigResponse.newBuilder()
                .setMessage(UPDATED)
                .addAllApplied(applied)
                .build();
    }

    /**
     * Reads files and environment again. Blocks until it has.
     *
     * @throws ChatException INVALID_REQUEST with every problem; the old settings stay then
     */
    public ReloadConfigResponse reload(Actor actor) {
        lock.lock();
        try {
            SettingsLayers fresh = layers.again();
            Settings next = bound(fresh, kept, new ArrayList<>());
            FallbackCheck.run(next, live.started());
            Differences differences = Differences.between(live, next);
            layers = fresh;
            live.put(next);
            note(actor, "config.reload", differences.changed());
            return ReloadConfigResponse.newBuilder()
                    .setMessage(RELOADED)
                    .addAllChanged(differences.changed())
                    .addAllRestartRequired(differences.restartRequired())
                    .build();
        } finally {
            lock.unlock();
        }
    }

    /** The names of {@code wanted} that changed. A null takes a change back; what is as it is shown is no change. */
    List<String> change(Actor actor, String action, Map<String, Value> wanted) {
        lock.lock();
        try {
            Map<String, Value> next = new LinkedHashMap<>(kept);
            List<String> problems = new ArrayList<>();
            List<String> touched = lay(wanted, next, problems);
            Settings settings = bound(layers, next, problems);
            refuseRestarts(touched, settings);
            FallbackCheck.run(settings, live.started());
            keep(next, touched);
            live.put(settings);
            note(actor, action, touched);
            return touched;
        } finally {
            lock.unlock();
        }
    }

    private List<String> lay(Map<String, Value> wanted, Map<String, Value> next, List<String> problems) {
        SettingsView view = new SettingsView(live);
        List<String> touched = new ArrayList<>();
        wanted.forEach((key, value) -> {
            SettingName name = view.name(key);
            if (name == null) {
                problems.add(
                        "%s is no setting that can be changed here (expected: a name of GET …/config).".formatted(key));
            } else if (value.hasNullValue() ? next.remove(key) != null : !value.equals(view.shown(name))) {
                touched.add(key);
                if (!value.hasNullValue()) {
                    next.put(key, value);
                }
            }
        });
        return touched;
    }

    private void refuseRestarts(List<String> touched, Settings settings) {
        SettingsView view = new SettingsView(live);
        SettingValues after = SettingValues.of(settings);
        SettingValues started = SettingValues.of(live.started());
        List<String> refused = touched.stream()
                .filter(key -> needsRestart(view.name(key)))
                .filter(key -> started.differing(after).contains(view.name(key)))
                .toList();
        if (!refused.isEmpty()) {
            throw Refusals.restartRequired(refused);
        }
        touched.removeIf(key -> needsRestart(view.name(key)));
    }

    private static boolean needsRestart(@Nullable SettingName name) {
        return name != null && RuntimeSettings.effect(name).orElse(Effect.RESTART) == Effect.RESTART;
    }

    /** The settings that layers and changes make together. */
    private static Settings bound(SettingsLayers layers, Map<String, Value> changes, List<String> problems) {
        try {
            Settings settings = bound(layers, changes);
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        throw Refusals.invalid(problems);
    }

    /** A change of what is there no more, such as a provider's that has gone, is passed over. */
    private static Settings bound(SettingsLayers layers, Map<String, Value> changes) {
        Settings plain = layers.with(Map.of()).settings();
        Map<SettingName, Object> values = new LinkedHashMap<>();
        for (SettingName name : SettingValues.of(plain).names()) {
            Value value = changes.get(name.toString());
            if (value != null) {
                values.put(name, Objects.requireNonNull(Values.plain(value)));
            }
        }
        return values.isEmpty() ? plain : layers.with(values).settings();
    }

    private void restore() {
        try {
            Settings settings = bound(layers, kept);
            FallbackCheck.run(settings, live.started());
            live.put(settings);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> LOG.error("changed settings are not in force: {}", problem));
        } catch (ChatException e) {
            LOG.error("changed settings are not in force: {}", e.getMessage());
        }
    }

    private void keep(Map<String, Value> next, List<String> touched) {
        try {
            store.keep(next, touched);
            kept = next;
        } catch (StoreException e) {
            throw e.refusal();
        }
    }

    /** The change is in force already, so that a failure here must not look like one of the change. */
    private void note(Actor actor, String action, List<String> names) {
        String subject = String.join(", ", names);
        try {
            audit.add(new AuditLog.Entry(clock.instant(), actor.name(), actor.address(), action, subject));
        } catch (StoreException e) {
            LOG.error("{} of {} by {} is not in the audit log: {}", action, subject, actor.name(), e.getMessage());
        }
    }
}
