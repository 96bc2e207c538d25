package dev.parley.server.management.system;

import dev.parley.management.v1.Health;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the gateway can do its work (MA-11): the store answers, and a credential of some provider is usable.
 *
 * @param store asked for something that is always there
 * @param credentials those of all enabled providers
 * @param autoProbe the state of the scheduled test of credentials
 * @param undiscovered providers whose models could not be had when they were last asked for
 */
public record HealthReport(
        SystemReport system,
        Documents store,
        Supplier<List<CredentialView>> credentials,
        Supplier<Health.AutoProbe> autoProbe,
        Supplier<List<String>> undiscovered) {
    private static final String OK = "ok";

    /** How it is now. Blocks while the store answers; asks no provider. */
    public Health health() {
        String storage = storage();
        Health.Credentials pools = pools(credentials.get());
        List<String> silent = undiscovered.get();
        return Health.newBuilder()
                .setHealthy(storage.equals(OK) && pools.getHealthy() > 0)
                .setChecks(Health.Checks.newBuilder()
                        .setStorage(storage)
                        .setCredentials(pools)
                        .setAutoProbe(autoProbe.get())
                        .setUpstreamDiscovery(silent.isEmpty() ? OK : String.join(", ", silent))
                        .setRuntime(Health.Runtime.newBuilder().setUptimeSec(system.uptimeSeconds())))
                .build();
    }

    private String storage() {
        try {
            store.all(Documents.Kind.FEATURE);
            return OK;
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Health.Credentials pools(List<CredentialView> all) {
        int healthy = (int) all.stream().filter(CredentialView::healthy).count();
        int banned = (int) all.stream().filter(CredentialView::autoBanned).count();
        double weight =
                all.stream().mapToDouble(CredentialView::failureWeight).max().orElse(0);
        return Health.Credentials.newBuilder()
                .setTotal(all.size())
                .setHealthy(healthy)
                .setAutoBanned(banned)
                .setMaxFailureWeight(weight)
                .setStatus(status(healthy, all.size()))
                .build();
    }

    private static String status(int healthy, int total) {
        if (healthy == 0) {
            return "none";
        }
        return healthy == total ? OK : "degraded";
    }
}
