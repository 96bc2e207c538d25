package dev.parley.server.admin;

import dev.parley.admin.v1.NewAccount;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the admin API does to accounts. */
final class AccountEdits {
    private final FixedConfig fixed;

    AccountEdits(FixedConfig fixed) {
        this.fixed = fixed;
    }

    /** These accounts instead of all that are there; one that is there keeps what is left empty of its secrets. */
    ManagedConfig replace(ManagedConfig before, List<NewAccount> given) {
        TakenNames taken = new TakenNames(fixed.config().accounts());
        Set<String> fixedIds = new HashSet<>();
        List<ManagedAccount> next = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "accounts[" + i + ']';
            ManagedAccount account = account(path, given.get(i));
            ManagedAccount unchanged = known(fixed.config().accounts(), account);
            if (unchanged == null) {
                ManagedAccount merged = merged(path, known(before.accounts(), account), account);
                refuseClash(path + '.', taken, merged);
                taken.add(merged);
                next.add(merged);
            } else if (inheriting(unchanged, account).equals(unchanged)) {
                fixedIds.add(unchanged.id());
            } else {
                fixed.protect(unchanged);
            }
        }
        fixed.requireAccounts(fixedIds);
        return before.withAccounts(next);
    }

    ManagedConfig add(ManagedConfig before, NewAccount given) {
        ManagedAccount account = account("", given);
        refuseClash("", new TakenNames(fixed.with(before).accounts()), account);
        return with(before, List.of(merged("", null, account)));
    }

    /** With those that are not there yet. */
    ManagedConfig merge(ManagedConfig before, List<NewAccount> given) {
        TakenNames taken = new TakenNames(fixed.with(before).accounts());
        List<ManagedAccount> added = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "accounts[" + i + ']';
            ManagedAccount account = account(path, given.get(i));
            if (taken.clash(account).isEmpty()) {
                added.add(merged(path, null, account));
                taken.add(account);
            }
        }
        return with(before, added);
    }

    ManagedConfig remove(ManagedConfig before, ManagedAccount account) {
        fixed.protect(account);
        List<ManagedAccount> next = new ArrayList<>(before.accounts());
        if (!next.removeIf(each -> each.id().equals(account.id()))) {
            throw unknown();
        }
        return before.withAccounts(next);
    }

    /** The account of an identifier, an email or a mobile number. */
    ManagedAccount find(ManagedConfig config, String name) {
        List<ManagedAccount> accounts = fixed.with(config).accounts();
        String mobile = ManagedAccount.mobile(name);
        return first(accounts, account -> account.id().equals(name))
                .or(() -> first(
                        accounts, account -> !name.isEmpty() && account.email().equals(name)))
                .or(() -> first(
                        accounts,
                        account -> !mobile.isEmpty() && account.mobile().equals(mobile)))
                .orElseThrow(AccountEdits::unknown);
    }

    private static Optional<ManagedAccount> first(
            Collection<ManagedAccount> accounts, Predicate<ManagedAccount> condition) {
        return accounts.stream().filter(condition).findFirst();
    }

    /** What is given of an account; INVALID_REQUEST if there is nothing to know it by. */
    static ManagedAccount account(String path, NewAccount given) {
        ManagedAccount account =
                ManagedAccount.of(given.getEmail(), given.getMobile(), given.getPassword(), given.getToken());
        if (account.isNameless()) {
            throw ChatException.invalid(path, "An account has no email, mobile or token (expected: one of them).");
        }
        return account;
    }

    /** The account of the same identifier, or of the same token where there is nothing else to know it by. */
    private static @Nullable ManagedAccount known(Collection<ManagedAccount> there, ManagedAccount given) {
        return first(there, account -> account.id().equals(given.id()))
                .or(() -> first(
                        there,
                        account -> !given.hasLogin()
                                && !account.hasLogin()
                                && account.token().equals(given.token())))
                .orElse(null);
    }

    private static ManagedAccount merged(String path, @Nullable ManagedAccount known, ManagedAccount given) {
        if (known != null) {
            return inheriting(known, given);
        }
        if (given.token().isEmpty() && !given.canLogIn()) {
            throw ChatException.invalid(
                    path, "The account %s has no password (expected: one, or a token).".formatted(given.id()));
        }
        return given;
    }

    private static ManagedAccount inheriting(ManagedAccount known, ManagedAccount given) {
        return new ManagedAccount(
                known.id(),
                given.email(),
                given.mobile(),
                either(given.password(), known.password()),
                either(given.token(), known.token()));
    }

    private static Secret either(Secret given, Secret known) {
        return given.isEmpty() ? known : given;
    }

    private static void refuseClash(String path, TakenNames taken, ManagedAccount account) {
        String field = taken.clash(account);
        if (!field.isEmpty()) {
            throw ChatException.invalid(
                    path + field, "There is an account with this %s already (expected: another one).".formatted(field));
        }
    }

    private static ManagedConfig with(ManagedConfig before, List<ManagedAccount> added) {
        List<ManagedAccount> next = new ArrayList<>(before.accounts());
        next.addAll(added);
        return before.withAccounts(next);
    }

    private static ChatException unknown() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "account_not_found",
                        "There is no such account (expected: the identifier, email or mobile number of one).")
                .param("identifier")
                .build();
    }
}
