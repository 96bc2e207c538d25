package dev.parley.server;

import dev.parley.management.v1.Probe;
import dev.parley.server.admin.ProbeChat;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.management.credentials.CredentialServices;
import dev.parley.server.management.credentials.Deeds;
import dev.parley.server.management.credentials.ManagedPool;
import dev.parley.server.management.credentials.ManagedPool.Takes;
import dev.parley.server.management.credentials.MarkStore;
import dev.parley.server.management.credentials.ModelSwitch;
import dev.parley.server.metrics.ProbeMetrics;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.server.usage.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** The credentials' part of {@link Management}. */
final class CredentialManagement implements AutoCloseable {
    private final Settings settings;
    private final Providers providers;
    private final MarkStore marks;
    private final CredentialServices services;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-probe-schedule").unstarted(task));

    /** Loads what was uploaded, and puts it into force. */
    CredentialManagement(
            Settings settings,
            Providers providers,
            SqliteStore store,
            MarkStore marks,
            UsageLedger ledger,
            ModelSwitch models,
            ProbeMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.providers = providers;
        this.marks = marks;
        List<ManagedPool> pools =
                providers.pooled().stream().sorted().map(this::pool).toList();
        this.services = CredentialServices.of(
                pools,
                listeners(),
                store.documents(),
                new Deeds(store.audit(), clock),
                settings.probe(),
                new ProbeChat(ledger, clock),
                models,
                probe -> measure(probe, metrics),
                clock,
                InstantSource.system());
        services.schedule().start(schedule);
    }

    CredentialServices services() {
        return services;
    }

    /** Ends a probe that is under way. */
    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private static void measure(Probe probe, ProbeMetrics metrics) {
        Duration took = Duration.ofMillis(probe.getDurationMs());
        Instant begun = Instant.ofEpochSecond(probe.getTimestamp().getSeconds());
        metrics.ran(probe.getTotal(), probe.getSuccess(), took, begun.plus(took));
    }

    private ManagedPool pool(String name) {
        ProviderSettings own = Objects.requireNonNull(settings.providers().get(name));
        return new ManagedPool(
                providers.backend(name).provider(),
                takes(own.type()),
                TokenHosts.of(own.options()),
                providers.pool(name),
                providers.credentials(name),
                marks.of(name));
    }

    private static Takes takes(ProviderSettings.Type type) {
        return switch (type) {
            case GEMINI -> Takes.FILES;
            case OPENAI, ANTHROPIC, PUTER -> Takes.KEYS;
            case DEEPSEEK, BUILTIN -> Takes.NOTHING;
        };
    }

    private Set<String> listeners() {
        return settings.profiles().values().stream()
                .filter(ProfileSettings::enabled)
                .map(ProfileSettings::provider)
                .collect(Collectors.toSet());
    }
}
