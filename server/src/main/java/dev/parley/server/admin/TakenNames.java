package dev.parley.server.admin;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedAccount;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What accounts are known by, each of which only one may have (AD-10). */
final class TakenNames {
    private final Set<String> ids = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<String> mobiles = new HashSet<>();
    private final Set<Secret> tokens = new HashSet<>();

    TakenNames(Collection<ManagedAccount> accounts) {
        accounts.forEach(this::add);
    }

    void add(ManagedAccount account) {
        ids.add(account.id());
        emails.add(account.email());
        mobiles.add(account.mobile());
        tokens.add(account.token());
    }

    /** The field that another account has already; empty if none. */
    String clash(ManagedAccount account) {
        if (!account.email().isEmpty() && emails.contains(account.email())) {
            return "email";
        }
        if (!account.mobile().isEmpty() && mobiles.contains(account.mobile())) {
            return "mobile";
        }
        if (!account.token().isEmpty() && tokens.contains(account.token())) {
            return "token";
        }
        return ids.contains(account.id()) ? "identifier" : "";
    }
}
