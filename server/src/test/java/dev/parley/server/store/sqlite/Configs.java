package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Managed configurations to keep. */
final class Configs {
    private Configs() {}

    /** One with something in each place; the secrets begin with {@code canary}. */
    static ManagedConfig full(String canary) {
        return new ManagedConfig(
                List.of(Secret.of(canary + "-key-1"), Secret.of(canary + "-key-2")),
                List.of(account("ann@example.com", canary), account("+4912345", canary)),
                new ModelMapping("deepseek-chat", "deepseek-reasoner"),
                new Publication("abcdef", Instant.ofEpochSecond(1_700_000_000)));
    }

    static ManagedConfig withAccounts(int count) {
        List<ManagedAccount> accounts = IntStream.range(0, count)
                .mapToObj(i -> account("account-" + i + "@example.com", "secret-of-" + i))
                .toList();
        return new ManagedConfig(List.of(), accounts, ModelMapping.UNSET, null);
    }

    /** Another one: something added, taken out, changed, or the order. */
    static ManagedConfig changed(ManagedConfig config, Random random, int number) {
        List<Secret> keys = new ArrayList<>(config.keys());
        List<ManagedAccount> accounts = new ArrayList<>(config.accounts());
        switch (random.nextInt(8)) {
            case 0, 1 -> keys.add(random.nextInt(keys.size() + 1), Secret.of("secret-key-" + number));
            case 2 -> drop(keys, random);
            case 3, 4 -> accounts.add(account("account-" + number, "secret-" + number));
            case 5 -> drop(accounts, random);
            case 6 -> accounts.replaceAll(account -> account.withToken(Secret.of("token-" + number)));
            default -> {
                Collections.shuffle(keys, random);
                Collections.shuffle(accounts, random);
            }
        }
        ModelMapping mapping = new ModelMapping("fast-" + random.nextInt(3), "");
        Publication publication = random.nextInt(4) == 0 ? null : new Publication("hash", Instant.ofEpochMilli(number));
        return new ManagedConfig(keys, accounts, mapping, publication);
    }

    private static ManagedAccount account(String id, String secret) {
        return new ManagedAccount(
                id, id.contains("@") ? id : "", "", Secret.of(secret + "-password"), Secret.of(secret + "-token"));
    }

    private static void drop(List<?> items, Random random) {
        if (!items.isEmpty()) {
            items.remove(random.nextInt(items.size()));
        }
    }
}
