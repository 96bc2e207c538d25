package dev.parley.server.management.credentials;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Sampling;
import dev.parley.management.v1.Probe;
import dev.parley.management.v1.ProbeCredentialsRequest;
import dev.parley.management.v1.ProbeCredentialsResponse;
import dev.parley.management.v1.ProbeResult;
import dev.parley.server.access.Actor;
import dev.parley.server.admin.ProbeChat;
import dev.parley.server.admin.TimeBox;
import dev.parley.server.config.ProbeSettings;
import dev.parley.server.error.ChatException;
import dev.parley.server.management.Times;
import dev.parley.server.pool.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the hosts of credentials for one token of an answer each (MA-26). Takes no slots of the pool, and counts neither
 * for nor against a credential. Thread-safe.
 */
public final class Probes {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");
    private static final int SECONDS_MOST = 60;
    private static final int OK = 200;

    private final Directory directory;
    private final DefaultPool fallback;
    private final CredentialAdmin admin;
    private final ProbeHistory history;
    private final ProbeChat chat;
    private final Deeds deeds;
    private final ProbeSettings settings;
    private final InstantSource clock;

    Probes(
            Directory directory,
            DefaultPool fallback,
            CredentialAdmin admin,
            ProbeHistory history,
            ProbeChat chat,
            Deeds deeds,
            ProbeSettings settings,
            InstantSource clock) {
        this.directory = directory;
        this.fallback = fallback;
        this.admin = admin;
        this.history = history;
        this.chat = chat;
        this.deeds = deeds;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is asked, and whom. */
    private record Question(List<Held> whom, String provider, String model, Duration timeout) {}

    /** Who asks. */
    private enum Asker {
        MANUAL,
        AUTO
    }

    /**
     * Tries credentials out for an operator. Blocks until all have answered or their time is over.
     *
     * @throws ChatException NOT_FOUND for an id, INVALID_REQUEST for the rest; never for what hosts say
     */
    public ProbeCredentialsResponse probe(Actor actor, ProbeCredentialsRequest request) {
        Question question = question(request);
        Probe probe = run(actor, Asker.MANUAL, question);
        return ProbeCredentialsResponse.newBuilder()
                .setModel(probe.getModel())
                .addAllResults(probe.getResultsList())
                .build();
    }

    /** The same by schedule, for all that are not disabled; disables the model if too few answer. Throws nothing. */
    void probe(Actor actor, ModelSwitch models) {
        Instant begun = clock.instant();
        try {
            Question question = question(ProbeCredentialsRequest.getDefaultInstance());
            Probe probe = run(actor, Asker.AUTO, question);
            boolean few = probe.getSuccess() * 100 < settings.disableModelBelow() * probe.getTotal();
            if (few) {
                String reason = "Only %d of %d credentials answered (setting probe.disable-model-below: %d %%)."
                        .formatted(probe.getSuccess(), probe.getTotal(), settings.disableModelBelow());
                int disabled = models.disable(actor, question.provider(), question.model(), reason);
                LOG.warn("disabled {} entries of model {}: {}", disabled, question.model(), reason);
            }
        } catch (ChatException e) {
            LOG.warn("the probe by schedule failed: {}", e.getMessage());
            history.add(
                    begun(Asker.AUTO, settings.model(), settings.timeout(), begun)
                            .setError(e.error().getMessage())
                            .build(),
                    begun);
        }
    }

    private Question question(ProbeCredentialsRequest request) {
        int seconds = request.getTimeoutSec();
        if (seconds < 0 || seconds > SECONDS_MOST) {
            throw ChatException.invalid(
                    "timeout_sec", "'timeout_sec' is %d (expected: 1 to %d).".formatted(seconds, SECONDS_MOST));
        }
        Duration timeout = seconds == 0 ? settings.timeout() : Duration.ofSeconds(seconds);
        String wanted = request.getModel().isBlank()
                ? settings.model()
                : request.getModel().strip();
        int slash = wanted.indexOf('/');
        boolean prefixed = slash > 0
                && directory.pools().stream().anyMatch(pool -> pool.name().equals(wanted.substring(0, slash)));
        String model = prefixed ? wanted.substring(slash + 1) : wanted;
        if (request.getIdsCount() > 0) {
            List<Held> named = request.getIdsList().stream()
                    .distinct()
                    .map(directory::find)
                    .toList();
            return new Question(named, named.getFirst().pool().name(), model, timeout);
        }
        ManagedPool pool = fallback.of(prefixed ? wanted.substring(0, slash) : "");
        List<Held> all = directory.all().stream()
                .filter(held -> held.pool() == pool && !held.view().disabled())
                .toList();
        return new Question(all, pool.name(), model, timeout);
    }

    private Probe run(Actor actor, Asker asker, Question question) {
        Instant begun = clock.instant();
        List<ProbeResult> results = AtATime.each(question.whom(), held -> ask(held, question));
        if (settings.liftsBans()) {
            IntStream.range(0, results.size())
                    .filter(i -> results.get(i).getOk())
                    .mapToObj(question.whom()::get)
                    .filter(held -> held.view().autoBanned())
                    .forEach(held -> admin.absolve(actor, held));
        }
        Probe probe = begun(asker, question.model(), question.timeout(), begun)
                .setDurationMs(Duration.between(begun, clock.instant()).toMillis())
                .setSuccess((int) results.stream().filter(ProbeResult::getOk).count())
                .setTotal(results.size())
                .addAllResults(results)
                .build();
        history.add(probe, begun);
        deeds.note(actor, "credential.probe", question.provider() + '/' + question.model());
        return probe;
    }

    private static Probe.Builder begun(Asker asker, String model, Duration timeout, Instant begun) {
        return Probe.newBuilder()
                .setTimestamp(Times.of(begun))
                .setSource(asker.name().toLowerCase(Locale.ROOT))
                .setModel(model)
                .setTimeoutSec((int) timeout.toSeconds());
    }

    private ProbeResult ask(Held held, Question question) {
        ProbeResult.Builder result = ProbeResult.newBuilder()
                .setId(held.id())
                .setEmail(CredentialViews.email(held))
                .setProjectId(CredentialViews.project(held));
        try {
            TimeBox.within(question.timeout(), () -> {
                try (Lease lease =
                        held.pool().pool().beside(held.id()).orElseThrow(() -> Refusals.unknown(held.id()))) {
                    return chat.answer(held.pool().host(), lease, request(question.model()));
                }
            });
            return result.setOk(true).setStatus(OK).build();
        } catch (ChatException e) {
            if (e.code() == ErrorCode.ERROR_CODE_INTERNAL) {
                LOG.error("the probe of credential {} failed inside", held.id(), e);
            }
            return result.setStatus(e.error().getUpstream().getHttpStatus())
                    .setError(Said.of(e, held.entry().credential(), held.entry().file()))
                    .build();
        }
    }

    private static ChatRequest request(String model) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ProbeChat.said("ping"))
                .setSampling(Sampling.newBuilder().setMaxOutputTokens(1))
                .build();
    }
}
