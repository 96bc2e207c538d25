package dev.parley.server.chat;

import dev.parley.server.config.Secret;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.pool.DirectPool;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes, and with whose credential.
 *
 * @param ways targets in the order they are tried
 * @param variant how each of them is used
 * @param pinned the one account that will do; empty: any
 * @param token the caller's own, used instead of any account; null: it has none
 */
record Route(
        List<Way> ways,
        ModelVariant variant,
        String pinned,
        @Nullable Secret token) {
    /**
     * The way of a call. A pin means the first target that has accounts, and that alone (DS-06); where none has any, or
     * where the caller uses a token of its own (DS-05), it means nothing.
     */
    static Route of(ChatCall call, Decision decision, Map<String, Backend> backends) {
        Secret token = call.caller().token();
        Route unpinned = new Route(ways(decision.targets(), backends), decision.variant(), "", token);
        if (token != null || call.steering().pinned().isEmpty()) {
            return unpinned;
        }
        return decision.targets().stream()
                .filter(target -> Objects.requireNonNull(backends.get(target.provider()))
                        .pool()
                        .hasAccounts())
                .findFirst()
                .map(target -> new Route(
                        List.of(Way.always(target)),
                        decision.variant(),
                        call.steering().pinned(),
                        null))
                .orElse(unpinned);
    }

    private static List<Way> ways(List<Target> targets, Map<String, Backend> backends) {
        return targets.stream()
                .flatMap(target ->
                        Objects.requireNonNull(backends.get(target.provider())).ways(target))
                .toList();
    }

    /** Whether neither target nor credential may change. */
    boolean isFixed() {
        return token != null || !pinned.isEmpty();
    }

    CredentialPool pool(Backend backend) {
        return token == null ? backend.pool() : new DirectPool(token);
    }
}
