package dev.parley.server.management.credentials;

import dev.parley.management.v1.Probe;
import dev.parley.server.admin.ProbeChat;
import dev.parley.server.config.CronTimes;
import dev.parley.server.config.ProbeSettings;
import dev.parley.server.store.Documents;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What serves the credentials' area of the management API. */
public record CredentialServices(
        CredentialAdmin admin,
        Validation validation,
        ArchiveValidation archives,
        Probes probes,
        ProbeHistory history,
        ProbeSchedule schedule) {

    /**
     * Loads what was uploaded, and puts it into force.
     *
     * @param pools of all enabled providers that have credentials, by name
     * @param listeners the providers of listeners: of several of type gemini, theirs are meant where nobody says
     * @param chat asks a host something
     * @param models where a model is disabled when too few credentials answer
     * @param onProbe hears of each probe by schedule
     * @param wall the clock that schedules go by
     * @throws dev.parley.server.store.StoreException it cannot be read
     */
    public static CredentialServices of(
            List<ManagedPool> pools,
            Set<String> listeners,
            Documents documents,
            Deeds deeds,
            ProbeSettings settings,
            ProbeChat chat,
            ModelSwitch models,
            Consumer<Probe> onProbe,
            InstantSource clock,
            InstantSource wall) {
        Directory directory = new Directory(pools);
        DefaultPool fallback = new DefaultPool(pools, listeners);
        CredentialAdmin admin = new CredentialAdmin(directory, fallback, documents, deeds, clock);
        LiveCheck live = new LiveCheck(fallback);
        ProbeHistory history = new ProbeHistory(documents);
        Probes probes = new Probes(directory, fallback, admin, history, chat, deeds, settings, clock);
        CronTimes times = settings.enabled() ? CronTimes.of(settings.schedule()) : null;
        return new CredentialServices(
                admin,
                new Validation(fallback, live),
                new ArchiveValidation(fallback, live, clock),
                probes,
                history,
                new ProbeSchedule(times, probes, history, models, onProbe, wall));
    }
}
