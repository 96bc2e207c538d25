package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Says which fit credential is next. Used under the pool's lock. */
abstract sealed class Selection {
    private int index = -1;

    static Selection of(PoolSettings.Selection kind, RandomGenerator random) {
        return switch (kind) {
            case ROUND_ROBIN -> new RoundRobin();
            case FILL_FIRST -> new FillFirst();
            case LEAST_IN_FLIGHT -> new LeastInFlight();
            case TOKEN_FIRST -> new TokenFirst();
            case HEALTH -> new Health(random);
        };
    }

    /** The credentials are these from now on; each knows its place among them. */
    void arrange(List<CredentialState> all) {}

    /** Chooses among {@code fit}, which is not empty and in the order of all. */
    final CredentialState choose(List<CredentialState> fit, Instant now) {
        CredentialState chosen = pick(fit, now);
        index = chosen.place();
        return chosen;
    }

    /** Place of the last one chosen; -1 before the first. */
    final int index() {
        return index;
    }

    abstract CredentialState pick(List<CredentialState> fit, Instant now);

    /** The first fit one after the last one chosen. */
    private static final class RoundRobin extends Selection {
        @Override
        CredentialState pick(List<CredentialState> fit, Instant now) {
            for (CredentialState state : fit) {
                if (state.place() > index()) {
                    return state;
                }
            }
            return fit.getFirst();
        }
    }

    private static final class FillFirst extends Selection {
        @Override
        CredentialState pick(List<CredentialState> fit, Instant now) {
            return fit.getFirst();
        }
    }

    private static final class LeastInFlight extends Selection {
        @Override
        CredentialState pick(List<CredentialState> fit, Instant now) {
            return fit.stream()
                    .min(Comparator.comparingInt(CredentialState::inFlight))
                    .orElseThrow();
        }
    }

    /**
     * The first in line that has a secret, else the first that has none; the one taken goes to the end of the line. At
     * the start those with a secret stand before the others (DS-11). Where one stands is a number that it bears, so
     * that a choice looks at each once.
     */
    private static final class TokenFirst extends Selection {
        private static final Comparator<CredentialState> LINE =
                Comparator.comparingInt(TokenFirst::pass).thenComparingLong(CredentialState::turn);

        private long last;

        @Override
        void arrange(List<CredentialState> all) {
            all.stream()
                    .filter(state -> state.turn() == 0)
                    .sorted(Comparator.comparingInt(TokenFirst::pass))
                    .forEach(state -> state.turn(++last));
        }

        @Override
        CredentialState pick(List<CredentialState> fit, Instant now) {
            CredentialState chosen = fit.getFirst();
            for (CredentialState state : fit) {
                if (LINE.compare(state, chosen) < 0) {
                    chosen = state;
                }
            }
            chosen.turn(++last);
            return chosen;
        }

        private static int pass(CredentialState state) {
            return state.credential().secret().isEmpty() ? 1 : 0;
        }
    }

    /** The better of two that are picked at random; of two that are alike, the one with fewer attempts in flight. */
    private static final class Health extends Selection {
        private final RandomGenerator random;

        Health(RandomGenerator random) {
            this.random = random;
        }

        @Override
        CredentialState pick(List<CredentialState> fit, Instant now) {
            CredentialState one = fit.get(random.nextInt(fit.size()));
            CredentialState other = fit.get(random.nextInt(fit.size()));
            int order = Double.compare(one.score(now), other.score(now));
            return order > 0 || order == 0 && one.inFlight() <= other.inFlight() ? one : other;
        }
    }
}
