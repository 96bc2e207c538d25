package dev.parley.server;

import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.OperatorAddresses;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.frontend.management.CredentialGrpcService;
import dev.parley.server.frontend.management.LimitGrpcService;
import dev.parley.server.frontend.management.ManagementFrontend;
import dev.parley.server.frontend.management.RegistryGrpcService;
import dev.parley.server.frontend.management.SettingsGrpcService;
import dev.parley.server.frontend.management.SystemGrpcService;
import dev.parley.server.limit.Limits;
import dev.parley.server.management.credentials.MarkStore;
import dev.parley.server.management.limits.LimitAdmin;
import dev.parley.server.management.settings.FeatureSwitches;
import dev.parley.server.management.settings.RouteExplainer;
import dev.parley.server.management.settings.SettingsAdmin;
import dev.parley.server.management.system.AutoProbes;
import dev.parley.server.management.system.CapabilitiesReport;
import dev.parley.server.management.system.HealthReport;
import dev.parley.server.management.system.SystemReport;
import dev.parley.server.management.system.UsageAnswers;
import dev.parley.server.metrics.AccessMetrics;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.registry.ModelRegistry;
import dev.parley.server.registry.RegistryAdmin;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.server.usage.UsageLedger;
import io.grpc.BindableService;
import io.helidon.common.Version;
import java.time.InstantSource;
import java.util.List;

/** What the management API manages. Part of the composition root. */
final class Management implements AutoCloseable {
    private final CredentialManagement credentials;
    private final List<BindableService> services;
    private final ManagementAccess access;
    private final OperatorAddresses addresses;
    private final List<String> corsOrigins;
    private final AccessMetrics metrics;

    /** Loads what is kept, and puts it into force. */
    Management(
            SettingsLoader.Loaded loaded,
            LiveSettings live,
            Providers providers,
            ListenerKeys keys,
            SqliteStore store,
            MarkStore marks,
            Metrics metrics,
            UsageLedger ledger,
            Limits limits,
            InstantSource clock) {
        Settings settings = loaded.settings();
        this.access =
                new ManagementAccess(settings.access(), settings.management(), store.documents(), store.audit(), clock);
        this.addresses = new OperatorAddresses(settings.management(), clock);
        this.corsOrigins = settings.management().corsOrigins();
        RegistryAdmin registry = registry(providers, store, clock);
        this.credentials = new CredentialManagement(
                settings, providers, store, marks, ledger, registry.bulk()::disable, metrics.probes(), clock);
        this.metrics = metrics.access();
        SettingsAdmin changes = new SettingsAdmin(loaded.layers(), live, store.documents(), store.audit(), clock);
        RouteExplainer routes = new RouteExplainer(providers.router(), keys, providers::counts);
        this.services = List.of(
                new SystemGrpcService(reports(settings, providers, store, metrics, ledger, clock)),
                new CredentialGrpcService(credentials.services()),
                new RegistryGrpcService(registry),
                new SettingsGrpcService(changes, new FeatureSwitches(changes, live), routes),
                new LimitGrpcService(new LimitAdmin(limits, keys, store.documents(), store.audit(), clock)));
    }

    private SystemGrpcService.Reports reports(
            Settings settings,
            Providers providers,
            SqliteStore store,
            Metrics numbers,
            UsageLedger ledger,
            InstantSource clock) {
        SystemReport system = new SystemReport(Versions.parley(), Version.VERSION, clock.instant(), clock);
        HealthReport health = new HealthReport(
                system,
                store.documents(),
                providers::allCredentials,
                () -> AutoProbes.of(
                        settings.probe(), credentials.services().schedule().facts()),
                providers::undiscovered);
        return new SystemGrpcService.Reports(
                system,
                health,
                new CapabilitiesReport(settings),
                numbers.text(settings.metrics().aliasPrefix()),
                new UsageAnswers(ledger::usage));
    }

    private static RegistryAdmin registry(Providers providers, SqliteStore store, InstantSource clock) {
        RegistryParts parts = providers.registry();
        ModelRegistry registry =
                new ModelRegistry(store.documents(), store.audit(), clock, parts.names(), parts.seeds());
        return RegistryAdmin.of(registry, parts.seeds(), providers.backends().keySet());
    }

    /** The management API, with its authentication before its services, an area each. */
    ManagementFrontend frontend() {
        return new ManagementFrontend(services, access, addresses, corsOrigins, metrics);
    }

    @Override
    public void close() {
        credentials.close();
    }
}
