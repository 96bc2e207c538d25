package dev.parley.server.admin;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** New tokens in a configuration. */
final class Tokens {
    private Tokens() {}

    /** With another token of one account; empty takes it away from an account that can log in. */
    static ManagedConfig renew(ManagedConfig config, String id, Secret token) {
        return map(
                config,
                account -> account.id().equals(id) && !(token.isEmpty() && !account.canLogIn())
                        ? account.withToken(token)
                        : account);
    }

    /** {@code next}, which was made of {@code before}, with what has been renewed since: {@code now} holds it. */
    static ManagedConfig carry(ManagedConfig before, ManagedConfig now, ManagedConfig next) {
        return before == now ? next : map(next, account -> carry(before.account(account.id()), now, account));
    }

    /** A token that the change itself has set stays. */
    private static ManagedAccount carry(@Nullable ManagedAccount before, ManagedConfig now, ManagedAccount next) {
        ManagedAccount renewed = now.account(next.id());
        boolean untouched = before != null && before.token().equals(next.token());
        return untouched && renewed != null ? next.withToken(renewed.token()) : next;
    }

    private static ManagedConfig map(ManagedConfig config, UnaryOperator<ManagedAccount> change) {
        return config.withAccounts(config.accounts().stream().map(change).toList());
    }
}
