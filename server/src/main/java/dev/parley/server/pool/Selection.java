package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says which fit credential is next. Used under the pool's lock. */
abstract sealed class Selection {
    private int index = -1;

    static Selection of(PoolSettings.Selection kind) {
        return switch (kind) {
            case ROUND_ROBIN -> new RoundRobin();
            case FILL_FIRST -> new FillFirst();
            case LEAST_IN_FLIGHT -> new LeastInFlight();
            case TOKEN_FIRST -> new TokenFirst();
        };
    }

    /** Chooses among {@code fit}, which is not empty and in the order of {@code all}. */
    final CredentialState choose(List<CredentialState> all, List<CredentialState> fit) {
        CredentialState chosen = pick(all, fit);
        index = all.indexOf(chosen);
        return chosen;
    }

    /** Place of the last one chosen; -1 before the first. */
    final int index() {
        return index;
    }

    abstract CredentialState pick(List<CredentialState> all, List<CredentialState> fit);

    /** The first fit one after the last one chosen. */
    private static final class RoundRobin extends Selection {
        @Override
        CredentialState pick(List<CredentialState> all, List<CredentialState> fit) {
            for (CredentialState state : fit) {
                if (all.indexOf(state) > index()) {
                    return state;
                }
            }
            return fit.getFirst();
        }
    }

    private static final class FillFirst extends Selection {
        @Override
        CredentialState pick(List<CredentialState> all, List<CredentialState> fit) {
            return fit.getFirst();
        }
    }

    private static final class LeastInFlight extends Selection {
        @Override
        CredentialState pick(List<CredentialState> all, List<CredentialState> fit) {
            return fit.stream()
                    .min(Comparator.comparingInt(CredentialState::inFlight))
                    .orElseThrow();
        }
    }

    /**
     * The first in line that has a secret, else the first that has none; the one taken goes to the end of the line. At
     * the start those with a secret stand before the others (DS-11).
     */
    private static final class TokenFirst extends Selection {
        private final List<String> line = new ArrayList<>();

        @Override
        CredentialState pick(List<CredentialState> all, List<CredentialState> fit) {
            join(all);
            CredentialState chosen = fit.stream()
                    .min(Comparator.comparingInt(TokenFirst::pass).thenComparingInt(this::place))
                    .orElseThrow();
            line.remove(chosen.credential().id());
            line.add(chosen.credential().id());
            return chosen;
        }

        private void join(List<CredentialState> all) {
            List<String> ids =
                    all.stream().map(state -> state.credential().id()).toList();
            line.retainAll(ids);
            all.stream()
                    .sorted(Comparator.comparingInt(TokenFirst::pass))
                    .map(state -> state.credential().id())
                    .filter(id -> !line.contains(id))
                    .forEach(line::add);
        }

        private int place(CredentialState state) {
            return line.indexOf(state.credential().id());
        }

        private static int pass(CredentialState state) {
            return state.credential().secret().isEmpty() ? 1 : 0;
        }
    }
}
