package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pool's credentials, and which of them fits what is wanted. Used under the pool's lock. */
final class Roster {
    private final PoolSettings settings;
    private final Refusals refusals;
    private final Selection selection;
    private final Map<String, CredentialState> draining = new HashMap<>();
    private Map<String, CredentialState> byName = Map.of();
    private List<CredentialState> states = List.of();

    Roster(PoolSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
        this.selection = Selection.of(settings.selection());
    }

    /** Takes a new list; one that comes back before it has drained is the same as before. */
    void replace(Collection<Credential> credentials) {
        Map<String, CredentialState> known = new HashMap<>(draining);
        states.forEach(state -> known.put(state.credential().id(), state));
        Map<String, CredentialState> next = new LinkedHashMap<>();
        for (Credential credential : credentials) {
            if (!next.containsKey(credential.id())) {
                next.put(credential.id(), state(known.remove(credential.id()), credential));
            }
        }
        draining.clear();
        known.values().forEach(this::drain);
        states = List.copyOf(next.values());
        byName = names(next);
        for (int i = 0; i < states.size(); i++) {
            states.get(i).place(i);
        }
        selection.arrange(states);
    }

    private void drain(CredentialState state) {
        state.turn(0);
        if (state.inFlight() > 0) {
            draining.put(state.credential().id(), state);
        }
    }

    /** A lease of this one has come back. */
    void returned(CredentialState state) {
        if (state.inFlight() == 0) {
            draining.remove(state.credential().id(), state);
        }
    }

    void reset() {
        states.forEach(CredentialState::reset);
    }

    /** Takes a credential that is fit; null if there is none now. */
    @Nullable
    CredentialState take(Wanted wanted, Instant now) {
        List<CredentialState> fit = new ArrayList<>(states.size());
        for (CredentialState state : choice(wanted)) {
            if (isLeft(state, wanted) && hasRoom(state) && state.resting(wanted.model(), now) == null) {
                fit.add(state);
            }
        }
        if (fit.isEmpty()) {
            return null;
        }
        CredentialState chosen = selection.choose(fit);
        chosen.begin(now);
        return chosen;
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
        List<CredentialState.Rest> rests = new ArrayList<>();
        for (CredentialState state : choice) {
            if (isLeft(state, wanted)) {
                CredentialState.Rest rest = state.resting(wanted.model(), now);
                if (rest == null) {
                    return null;
                }
                rests.add(rest);
            }
        }
        return refusals.resting(rests, states.size(), now);
    }

    /** When the next rest of any credential ends; never, if nothing rests. */
    Instant restEnds(Instant now) {
        return states.stream()
                .map(state -> state.restEnds(now))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
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
        return states.stream().filter(state -> state.resting("", now) == null);
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
            return new CredentialState(credential, settings.cooldown());
        }
        known.configure(credential);
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

    private static boolean isLeft(CredentialState state, Wanted wanted) {
        return !wanted.tried().contains(state.credential().id());
    }

    private boolean hasRoom(CredentialState state) {
        return settings.maxInFlight() == 0 || state.inFlight() < settings.maxInFlight();
    }
}
