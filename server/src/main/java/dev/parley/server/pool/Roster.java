package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pool's credentials, and which of them fits what is wanted. Used under the pool's lock. */
final class Roster {
    private final PoolSettings settings;
    private final Refusals refusals;
    private final Selection selection;
    private final Sticky sticky;
    private final Breaker breaker;
    private final Marks marks;
    private final Map<String, CredentialState> draining = new HashMap<>();
    private Map<String, CredentialState> byName = Map.of();
    private List<CredentialState> states = List.of();

    Roster(PoolSettings settings, Refusals refusals, Marks marks, RandomGenerator random) {
        this.settings = settings;
        this.refusals = refusals;
        this.marks = marks;
        this.selection = Selection.of(settings.selection(), random);
        this.sticky = new Sticky(settings.sticky());
        this.breaker = new Breaker(settings.breaker());
    }

    Marks marks() {
        return marks;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Takes a new list; one that comes back before it has drained is the same as before. */
    void replace(Collection<Credential> credentials, Instant now) {
        Map<String, CredentialState> known = new HashMap<>(draining);
        states.forEach(state -> known.put(state.credential().id(), state));
        Map<String, CredentialState> next = new LinkedHashMap<>();
        for (Credential credential : credentials) {
            if (!next.containsKey(credential.id())) {
                next.put(credential.id(), state(known.remove(credential.id()), credential));
            }
        }
        draining.clear();
        known.values().forEach(state -> drain(state, now));
        states = List.copyOf(next.values());
        byName = names(next);
        for (int i = 0; i < states.size(); i++) {
            states.get(i).place(i);
        }
        selection.arrange(states);
    }

    private void drain(CredentialState state, Instant now) {
        state.turn(0);
        state.place(-1);
        if (state.inFlight() > 0) {
            draining.put(state.credential().id(), state);
        } else {
            marks.keep(state, now);
        }
    }

    /** A lease of this one has come back. */
    void returned(CredentialState state, Instant now) {
        if (state.inFlight() == 0 && draining.remove(state.credential().id(), state)) {
            marks.keep(state, now);
        }
    }

    /** An attempt's host has begun to answer. If that closes the breaker, what it did stands against no credential. */
    void answered(Choice lent, Instant now) {
        if (breaker.answered(lent.era(), now) && breaker.mindsFailures()) {
            states.forEach(CredentialState::hostAnswers);
        }
    }

    /**
     * An attempt was failed by its host; {@code late}: after it had begun to answer. Returns whether that bans the
     * credential, against which it stands unless the breaker is in charge of it.
     */
    boolean hostFailed(Choice lent, FailureKind kind, String model, ChatException cause, boolean late, Instant now) {
        boolean unreachable = kind == FailureKind.UNREACHABLE;
        if (!unreachable && !breaker.mindsFailures()) {
            breaker.answered(lent.era(), now);
            return failed(lent.state(), kind, model, cause, now);
        }
        boolean minded = breaker.isOpen() || unreachable && breaker.mindsConnections();
        breaker.failed(lent.era(), unreachable, late, now);
        if (minded) {
            return false;
        }
        boolean banned = failed(lent.state(), kind, model, cause, now);
        if (breaker.mindsFailures() && restsForHost(lent.state(), model, now) && nobodyElse(model, now)) {
            breaker.open(now);
        }
        return banned;
    }

    /** Whether no credential could be lent for this model, however few calls there were. */
    private boolean nobodyElse(String model, Instant now) {
        return states.stream().allMatch(state -> state.disabled() || state.resting(model, now) != null);
    }

    /** An attempt has failed by its credential, or by its host; returns whether that bans the credential. */
    boolean failed(CredentialState state, FailureKind kind, String model, ChatException cause, Instant now) {
        boolean banned = state.failed(kind, model, cause, now);
        if (banned) {
            marks.change();
        }
        return banned;
    }

    void reset() {
        breaker.close();
        states.forEach(this::absolve);
    }

    private void absolve(CredentialState state) {
        state.absolve();
        marks.change();
    }

    /** False: there is none with this id. */
    boolean disable(String id, boolean disabled) {
        Optional<CredentialState> found = find(id);
        if (found.isPresent() && found.get().disable(disabled)) {
            marks.change();
        }
        return found.isPresent();
    }

    /** False: there is none with this id. */
    boolean recover(String id) {
        Optional<CredentialState> found = find(id);
        found.ifPresent(this::absolve);
        return found.isPresent();
    }

    int recoverBanned(Instant now) {
        List<CredentialState> banned =
                states.stream().filter(state -> state.isBanned(now)).toList();
        banned.forEach(this::absolve);
        return banned.size();
    }

    /** Those whose ban is over and has not been lifted. */
    List<CredentialState> bansOver(Instant now) {
        return states.stream().filter(state -> state.banIsOver(now)).toList();
    }

    /** Lifts a ban that is over, or begins it anew; tells whether it is lifted. One that is lifted already stays so. */
    boolean endBan(CredentialState state, boolean renewed, Instant now) {
        if (!state.banIsOver(now)) {
            return false;
        }
        if (renewed) {
            state.absolve();
        } else {
            state.banAgain(now);
        }
        marks.change();
        return renewed;
    }

    /** All that must survive a restart. */
    List<CredentialMark> allMarks(Instant now) {
        return marks.all(Stream.concat(states.stream(), draining.values().stream()), now);
    }

    List<CredentialView> views(PoolKind kind, Instant now) {
        return states.stream().map(state -> state.view(kind, now)).toList();
    }

    /** Takes a credential that is fit; null if there is none now. */
    @Nullable
    Choice take(Wanted wanted, Instant now) {
        if (breaker.refuses(now)) {
            return null;
        }
        CredentialState bound = bound(wanted, now);
        if (bound != null) {
            return lend(bound, Lease.Reason.STICKY, wanted, now);
        }
        List<CredentialState> choice = choice(wanted);
        List<CredentialState> fit = new ArrayList<>(choice.size());
        for (CredentialState state : choice) {
            if (isFit(state, wanted, now)) {
                fit.add(state);
            }
        }
        if (fit.isEmpty()) {
            return lastKnownGood(choice, wanted, now);
        }
        Lease.Reason reason = wanted.pinned().isEmpty() ? Lease.Reason.SELECTION : Lease.Reason.PINNED;
        return lend(selection.choose(fit, now), reason, wanted, now);
    }

    private Choice lend(CredentialState state, Lease.Reason reason, Wanted wanted, Instant now) {
        state.begin(now);
        if (sticky.knows(wanted.session())) {
            sticky.bind(wanted.session(), state, now);
        }
        return new Choice(state, reason, breaker.begin(now));
    }

    /** The credential that the call's session had, if it is fit; null: any other will do. */
    private @Nullable CredentialState bound(Wanted wanted, Instant now) {
        if (!wanted.pinned().isEmpty() || !sticky.knows(wanted.session())) {
            return null;
        }
        CredentialState state = sticky.get(wanted.session(), now);
        return state != null && state.place() >= 0 && isFit(state, wanted, now) ? state : null;
    }

    /**
     * When nothing is left but what the host's failures rest: the one that worked last (BAN-06). So does a call that
     * tries a host behind an open breaker.
     */
    private @Nullable Choice lastKnownGood(List<CredentialState> choice, Wanted wanted, Instant now) {
        boolean wished = settings.lastKnownGood() || breaker.isOpen() && breaker.mindsFailures();
        if (!wished || hopeless(wanted, now) == null) {
            return null;
        }
        return choice.stream()
                .filter(state -> isLeft(state, wanted) && hasRoom(state) && restsForHost(state, wanted.model(), now))
                .max(Comparator.comparing(state -> state.track().lastSuccessOr(Instant.MIN)))
                .map(state -> lend(state, Lease.Reason.LAST_KNOWN_GOOD, wanted, now))
                .orElse(null);
    }

    private static boolean restsForHost(CredentialState state, String model, Instant now) {
        Rest rest = state.resting(model, now);
        return rest != null && rest.why() == FailureKind.FAILED && !state.isBanned(now);
    }

    /** Why waiting cannot help: it does only while some credential is merely at its limit. Null if it may. */
    @Nullable
    ChatException hopeless(Wanted wanted, Instant now) {
        if (states.isEmpty()) {
            return refusals.noneConfigured();
        }
        List<CredentialState> choice = choice(wanted);
        if (choice.isEmpty()) {
            return refusals.unknownAccount();
        }
        if (breaker.refuses(now)) {
            return refusals.hostFails(breaker.nextTrial(), now);
        }
        List<Rest> rests = new ArrayList<>();
        for (CredentialState state : choice) {
            if (isLeft(state, wanted)) {
                Rest rest = state.resting(wanted.model(), now);
                if (rest == null) {
                    return null;
                }
                rests.add(rest);
            }
        }
        return refusals.resting(rests, states, now);
    }

    /** When the next rest of any credential ends; never, if nothing rests. */
    Instant restEnds(Instant now) {
        Instant first = states.stream()
                .map(state -> state.restEnds(now))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return breaker.refuses(now) && breaker.nextTrial().isBefore(first) ? breaker.nextTrial() : first;
    }

    /** How long it is until no credential rests for all models; zero if none does. */
    Duration longestRest(Instant now) {
        return states.stream()
                .map(state -> state.restEnds(now))
                .filter(Objects::nonNull)
                .map(end -> Duration.between(now, end))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    int size() {
        return states.size();
    }

    /** How many calls may wait. */
    int maxWaiting() {
        return settings.maxQueue().among((long) states.size() * settings.maxInFlight());
    }

    Credential any(Instant now) {
        return awake(now).findFirst().map(CredentialState::credential).orElse(new Credential("none", Secret.of("")));
    }

    PoolStatus status(Instant now, int waiting) {
        int available = (int) awake(now).count();
        return new PoolStatus(
                states.size(),
                available,
                states.size() - available,
                states.stream().mapToInt(CredentialState::inFlight).sum(),
                waiting,
                selection.index(),
                ids(awake(now).filter(this::hasRoom)),
                ids(states.stream().filter(state -> state.inFlight() > 0)),
                settings.maxInFlight(),
                maxWaiting());
    }

    private Stream<CredentialState> awake(Instant now) {
        return states.stream().filter(state -> !state.disabled() && state.resting("", now) == null);
    }

    Optional<CredentialState> find(String id) {
        return states.stream()
                .filter(state -> state.credential().id().equals(id))
                .findFirst();
    }

    private static List<String> ids(Stream<CredentialState> states) {
        return states.map(state -> state.credential().id()).sorted().toList();
    }

    private CredentialState state(@Nullable CredentialState known, Credential credential) {
        if (known == null) {
            CredentialState state = new CredentialState(credential, settings);
            marks.restore(state);
            return state;
        }
        if (known.configure(credential)) {
            marks.change();
        }
        return known;
    }

    /** The states by all their names; an id wins over an alias. */
    private static Map<String, CredentialState> names(Map<String, CredentialState> byId) {
        Map<String, CredentialState> names = new HashMap<>(byId);
        byId.values().forEach(state -> state.credential().aliases().forEach(alias -> names.putIfAbsent(alias, state)));
        return names;
    }

    /** All credentials, or the pinned one. */
    private List<CredentialState> choice(Wanted wanted) {
        if (wanted.pinned().isEmpty()) {
            return states;
        }
        CredentialState pinned = byName.get(wanted.pinned());
        return pinned == null ? List.of() : List.of(pinned);
    }

    private boolean isFit(CredentialState state, Wanted wanted, Instant now) {
        if (state.banIsOver(now)) {
            state.absolve();
            marks.change();
        }
        return isLeft(state, wanted) && hasRoom(state) && state.resting(wanted.model(), now) == null;
    }

    private static boolean isLeft(CredentialState state, Wanted wanted) {
        return !state.disabled() && !wanted.tried().contains(state.credential().id());
    }

    private boolean hasRoom(CredentialState state) {
        return settings.maxInFlight() == 0 || state.inFlight() < settings.maxInFlight();
    }
}
