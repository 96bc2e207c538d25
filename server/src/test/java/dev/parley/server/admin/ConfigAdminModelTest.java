package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.NewAccount;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long random runs of changes, of disks that fail and of new tokens, against a model that says in the plainest way what
 * must come out. After each step both must agree, and at the end so must what was kept.
 */
@DisplayName("AD-07, AD-08, AD-10, AD-13: any sequence of changes, against a reference model")
class ConfigAdminModelTest {
    private static final int STEPS = 5000;
    private static final Actor ANN = new Actor("ann", "", true);

    /** What the model knows of an account. */
    private record Row(String id, String email, String mobile, String password, String token) {}

    private static final class NoCounts implements CallCounts {
        @Override
        public void add(String caller, Counts more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Counts of(String caller) {
            return Counts.NONE;
        }
    }

    private List<String> keys = List.of();
    private List<Row> rows = List.of();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithModel(long seed) {
        Random random = new Random(seed);
        MemoryHome home = new MemoryHome();
        AuditLog audit = new MemoryAudit();
        ManagedState state = new ManagedState(home, audit, Clock.systemUTC(), config -> {});
        ConfigAdmin admin = new ConfigAdmin(state, new NoCounts(), FixedConfig.NONE, ModelMapping.UNSET, name -> false);
        for (int step = 0; step < STEPS; step++) {
            home.broken = random.nextInt(20) == 0;
            List<String> keysBefore = keys;
            List<Row> rowsBefore = rows;
            boolean expected = random.nextInt(8) == 0 ? renew(state, random) : change(admin, random) && !home.broken;
            if (!expected) {
                keys = keysBefore;
                rows = rowsBefore;
            }
            assertThat(state.config()).as("seed %d, step %d", seed, step).isEqualTo(config());
        }
        home.broken = false;
        state.close();
        assertThat(home.load()).isEqualTo(config());
    }

    /** Only an account with a login gets new tokens, and only one with a password can do without. */
    private boolean renew(ManagedState state, Random random) {
        List<Row> there = rows.stream().filter(ConfigAdminModelTest::hasLogin).toList();
        String id =
                there.isEmpty() ? "e0" : there.get(random.nextInt(there.size())).id();
        String token = random.nextInt(3) == 0 ? "" : "r" + random.nextInt(1000);
        state.tokenRenewed(id, Secret.of(token));
        rows = rows.stream()
                .map(row -> row.id().equals(id)
                                && !(token.isEmpty() && row.password().isEmpty())
                        ? new Row(row.id(), row.email(), row.mobile(), row.password(), token)
                        : row)
                .toList();
        return true;
    }

    /** Does the same to both; false if the model says that it must be refused. */
    private boolean change(ConfigAdmin admin, Random random) {
        List<String> keysBefore = keys;
        List<Row> rowsBefore = rows;
        return switch (random.nextInt(6)) {
            case 0 -> {
                String key = key(random);
                keys = plus(keys, key);
                yield run(
                        !keysBefore.contains(key),
                        () -> admin.addKey(
                                ANN,
                                AddKeyRequest.newBuilder().setKey(" " + key).build()));
            }
            case 1 -> {
                String key = key(random);
                keys = keys.stream().filter(each -> !each.equals(key)).toList();
                String name = random.nextBoolean() ? key : KeyIds.of(Secret.of(key));
                yield run(
                        keysBefore.contains(key),
                        () -> admin.deleteKey(
                                ANN, DeleteKeyRequest.newBuilder().setKey(name).build()));
            }
            case 2 -> {
                NewAccount given = account(random);
                rows = plus(rows, row(given));
                yield run(
                        usable(row(given)) && !clashes(rowsBefore, row(given)),
                        () -> admin.addAccount(
                                ANN,
                                AddAccountRequest.newBuilder()
                                        .setEmail(given.getEmail())
                                        .setMobile(given.getMobile())
                                        .setPassword(given.getPassword())
                                        .setToken(given.getToken())
                                        .build()));
            }
            case 3 -> {
                Row gone = row(account(random));
                List<Row> left =
                        rows.stream().filter(row -> !isNamed(row, gone.id())).toList();
                rows = left;
                yield run(
                        left.size() < rowsBefore.size(),
                        () -> admin.deleteAccount(
                                ANN,
                                DeleteAccountRequest.newBuilder()
                                        .setIdentifier(gone.id())
                                        .build()));
            }
            case 4 -> replace(admin, random);
            default -> merge(admin, random);
        };
    }

    private boolean replace(ConfigAdmin admin, Random random) {
        UpdateConfigRequest.Builder request = UpdateConfigRequest.newBuilder();
        List<String> texts =
                Stream.generate(() -> key(random)).limit(random.nextInt(3)).toList();
        keys = texts.isEmpty() ? keys : texts.stream().distinct().toList();
        List<Row> before = rows;
        List<Row> next = new ArrayList<>();
        boolean fine = true;
        for (int i = random.nextInt(5); i > 0; i--) {
            NewAccount given = account(random);
            request.addAccounts(given);
            Row row = row(given);
            Row old = before.stream()
                    .filter(each -> each.id().equals(row.id())
                            || !hasLogin(each) && !hasLogin(row) && each.token().equals(row.token()))
                    .findFirst()
                    .orElse(null);
            Row merged = old == null
                    ? row
                    : new Row(
                            old.id(),
                            row.email(),
                            row.mobile(),
                            row.password().isEmpty() ? old.password() : row.password(),
                            row.token().isEmpty() ? old.token() : row.token());
            fine &= (old != null || usable(row)) && !row.id().isEmpty() && !clashes(next, merged);
            next.add(merged);
        }
        rows = next.isEmpty() ? rows : next;
        return run(fine, () -> admin.update(ANN, request.addAllKeys(texts).build()));
    }

    private boolean merge(ConfigAdmin admin, Random random) {
        ImportRequest.Builder request = ImportRequest.newBuilder().addKeys(key(random));
        keys = keys.contains(request.getKeys(0)) ? keys : plus(keys, request.getKeys(0));
        boolean fine = true;
        for (int i = random.nextInt(4); i > 0; i--) {
            NewAccount given = account(random);
            request.addAccounts(given);
            fine &= !row(given).id().isEmpty();
            if (!clashes(rows, row(given))) {
                fine &= usable(row(given));
                rows = plus(rows, row(given));
            }
        }
        return run(fine, () -> admin.importAll(ANN, request.build()));
    }

    /** {@code fine} is what the model expects; a full disk refuses too. */
    private static boolean run(boolean fine, Supplier<Object> call) {
        try {
            Objects.requireNonNull(call.get());
            assertThat(fine).as("done, so the model must have expected it").isTrue();
        } catch (ChatException e) {
            assertThat(fine && !e.getMessage().contains("disk"))
                    .as(e.getMessage())
                    .isFalse();
        }
        return fine;
    }

    private ManagedConfig config() {
        List<ManagedAccount> accounts = rows.stream()
                .map(row -> new ManagedAccount(
                        row.id(), row.email(), row.mobile(), Secret.of(row.password()), Secret.of(row.token())))
                .toList();
        return ManagedConfig.EMPTY
                .withKeys(keys.stream().map(Secret::of).toList())
                .withAccounts(accounts);
    }

    private static Row row(NewAccount given) {
        String login = given.getEmail().isEmpty() ? given.getMobile() : given.getEmail();
        String hash = "token:" + Secret.of(given.getToken()).fingerprint(8);
        String id = login.isEmpty() ? given.getToken().isEmpty() ? "" : hash : login;
        return new Row(id, given.getEmail(), given.getMobile(), given.getPassword(), given.getToken());
    }

    private static boolean usable(Row row) {
        return !row.id().isEmpty()
                && (!row.token().isEmpty() || hasLogin(row) && !row.password().isEmpty());
    }

    private static boolean hasLogin(Row row) {
        return !row.email().isEmpty() || !row.mobile().isEmpty();
    }

    private static boolean isNamed(Row row, String name) {
        return !name.isEmpty() && List.of(row.id(), row.email(), row.mobile()).contains(name);
    }

    private static boolean clashes(List<Row> rows, Row row) {
        return rows.stream()
                .anyMatch(each -> each.id().equals(row.id())
                        || both(each.email(), row.email())
                        || both(each.mobile(), row.mobile())
                        || both(each.token(), row.token()));
    }

    private static boolean both(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static String key(Random random) {
        return "k" + random.nextInt(8);
    }

    /** A few emails, mobile numbers and tokens, so that they clash often. */
    private static NewAccount account(Random random) {
        return NewAccount.newBuilder()
                .setEmail(some(random, "e"))
                .setMobile(some(random, "46"))
                .setPassword(some(random, "p"))
                .setToken(some(random, "t"))
                .build();
    }

    private static String some(Random random, String prefix) {
        return random.nextBoolean() ? "" : prefix + random.nextInt(6);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
