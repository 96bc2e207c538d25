package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Actor;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.Publication;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AD-07: the configuration in force")
class ManagedStateTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Actor ANN = new Actor("ann", "127.0.0.9", true);

    private final MemoryHome home = new MemoryHome();
    private final MemoryAudit audit = new MemoryAudit();
    private final List<ManagedConfig> applied = new ArrayList<>();
    private final ManagedState state = new ManagedState(home, audit, InstantSource.fixed(NOW), applied::add);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void keepsThenAppliesThenWritesDown() {
        ManagedConfig now = state.change(ANN, "key.add", "key-1", config -> config.withKeys(keys("k1")));
        assertThat(now.keys()).isEqualTo(keys("k1"));
        assertThat(state.config()).isEqualTo(now);
        assertThat(home.load()).isEqualTo(now);
        assertThat(applied).containsExactly(ManagedConfig.EMPTY, now);
        assertThat(audit.latest(9)).containsExactly(new AuditLog.Entry(NOW, "ann", "127.0.0.9", "key.add", "key-1"));
    }

    @Test
    void changesNothing_whenItCannotBeKept() {
        home.broken = true;
        ChatException e = catchThrowableOfType(
                ChatException.class,
                () -> state.change(ANN, "key.add", "key-1", config -> config.withKeys(keys("k1"))));
        assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(e).hasMessageContaining("the disk is full");
        assertUntouched();
    }

    @Test
    void changesNothing_whenTheChangeRefuses() {
        assertThatThrownBy(() -> state.change(ANN, "key.add", "key-1", config -> {
                    throw ChatException.invalid("key", "no");
                }))
                .hasMessage("no");
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(state.config()).isEqualTo(ManagedConfig.EMPTY);
        assertThat(home.load()).isEqualTo(ManagedConfig.EMPTY);
        assertThat(applied).hasSize(1);
        assertThat(audit.deeds()).isEmpty();
    }

    @Test
    @DisplayName("A change in force is no failure, even if the audit log is; secrets are shown to nobody then")
    void tellsApartWhatIsInForce() {
        audit.broken = true;
        state.change(ANN, "key.add", "key-1", config -> config.withKeys(keys("k1")));
        assertThat(home.load().keys()).isEqualTo(keys("k1"));
        assertThatThrownBy(() -> state.read(ANN, "config.read")).isInstanceOf(ChatException.class);
    }

    @Test
    void keepsPublication() {
        state.published(ANN, new Publication("ab", NOW));
        assertThat(home.load().publication()).isEqualTo(new Publication("ab", NOW));
        assertThat(audit.deeds()).containsExactly("config.publish ab");
    }

    @Test
    @DisplayName("DS-18: a new token is in force at once and kept soon; what cannot log in keeps its token")
    void keepsNewTokens() {
        addAccounts("a");
        state.tokenRenewed("a", Secret.of("t1"));
        assertThat(token(state.config(), "a")).isEqualTo("t1");
        await().untilAsserted(() -> assertThat(token(home.load(), "a")).isEqualTo("t1"));
        state.tokenRenewed("a", Secret.of(""));
        await().untilAsserted(() -> assertThat(token(home.load(), "a")).isEmpty());
        ManagedAccount bare = ManagedAccount.of("", "", "", "t9");
        state.change(ANN, "account.add", bare.id(), config -> config.withAccounts(List.of(bare)));
        state.tokenRenewed(bare.id(), Secret.of(""));
        state.tokenRenewed("nobody", Secret.of("t"));
        assertThat(state.config().accounts()).containsExactly(bare);
        assertThat(applied).hasSize(3);
    }

    @Test
    @DisplayName("DS-18: a token that comes while a change is written stays, unless the change sets another")
    void carriesTokensOverChanges() {
        addAccounts("a", "b", "c");
        home.whileSaving = () -> {
            home.whileSaving = () -> {};
            state.tokenRenewed("a", Secret.of("t-a"));
            state.tokenRenewed("b", Secret.of("t-b"));
            state.tokenRenewed("c", Secret.of("t-c"));
        };
        ManagedConfig now = state.change(
                ANN,
                "x",
                "",
                config -> config.withKeys(keys("k1"))
                        .withAccounts(List.of(
                                config.accounts().get(0),
                                config.accounts().get(1).withToken(Secret.of("of-ann")))));
        assertThat(now.keys()).hasSize(1);
        assertThat(now.accounts()).hasSize(2);
        assertThat(token(now, "a")).isEqualTo("t-a");
        assertThat(token(now, "b")).isEqualTo("of-ann");
        assertThat(applied.getLast()).isEqualTo(now);
        await().untilAsserted(() -> assertThat(home.load()).isEqualTo(now));
    }

    @Test
    void renewingDoesNotBlock_andClosingKeepsWhatIsLeft() throws Exception {
        addAccounts("a");
        CountDownLatch saving = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        home.whileSaving = () -> {
            saving.countDown();
            awaitUninterruptibly(go);
        };
        state.tokenRenewed("a", Secret.of("t1"));
        saving.await();
        state.tokenRenewed("a", Secret.of("t2"));
        assertThat(token(state.config(), "a")).isEqualTo("t2");
        assertThat(token(home.load(), "a")).isEmpty();
        go.countDown();
        state.close();
        assertThat(token(home.load(), "a")).isEqualTo("t2");
    }

    @Test
    @DisplayName("A token that could not be kept is kept with the next change, or at the end")
    void keepsTokensLater_whenTheHomeFails() {
        addAccounts("a");
        home.broken = true;
        CountDownLatch tried = new CountDownLatch(1);
        home.whileSaving = tried::countDown;
        state.tokenRenewed("a", Secret.of("t1"));
        awaitUninterruptibly(tried);
        assertThat(token(home.load(), "a")).isEmpty();
        home.broken = false;
        state.change(ANN, "x", "", config -> config.withKeys(keys("k1")));
        assertThat(token(home.load(), "a")).isEqualTo("t1");
    }

    @Test
    @DisplayName("AD-07, DS-18: changes and tokens from many threads, none lost")
    void losesNothing() throws Exception {
        int threads = 8;
        int rounds = 200;
        addAccounts(IntStream.range(0, threads).mapToObj(i -> "a" + i).toArray(String[]::new));
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String id = "a" + thread;
                all.add(pool.submit(() ->
                        IntStream.rangeClosed(1, rounds).forEach(i -> state.tokenRenewed(id, Secret.of("t" + i)))));
                all.add(pool.submit(() -> IntStream.range(0, rounds).forEach(i -> addKey(id + '-' + i))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        state.close();
        assertThat(home.load()).isEqualTo(state.config());
        assertThat(home.load().keys()).hasSize(threads * rounds).doesNotHaveDuplicates();
        assertThat(home.load().accounts())
                .extracting(account -> account.token().reveal())
                .containsOnly("t" + rounds);
        assertThat(audit.deeds()).hasSize(1 + threads * rounds);
    }

    private void addKey(String text) {
        state.change(ANN, "key.add", text, config -> {
            List<Secret> keys = new ArrayList<>(config.keys());
            keys.add(Secret.of(text));
            return config.withKeys(keys);
        });
    }

    private void addAccounts(String... logins) {
        List<ManagedAccount> accounts = IntStream.range(0, logins.length)
                .mapToObj(i -> ManagedAccount.of(logins[i], "", "pw", ""))
                .toList();
        state.change(ANN, "account.add", "", config -> config.withAccounts(accounts));
    }

    private static String token(ManagedConfig config, String id) {
        ManagedAccount account = config.account(id);
        return account == null ? "none" : account.token().reveal();
    }

    private static List<Secret> keys(String... texts) {
        return List.of(texts).stream().map(Secret::of).toList();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
