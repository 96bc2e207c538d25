package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.builtin.BuiltinProvider;
import dev.parley.server.provider.deepseek.DeepSeekApiProvider;
import dev.parley.server.store.ManagedAccount;
import dev.parley.testkit.DeepSeekAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-11, AD-12: tests of accounts, beside the pool")
class AccountTestsTest {
    private static final String ANN = "ann@x.org:secret-of-ann";

    @Test
    @DisplayName("AD-11: without a message a session alone is opened, after a log-in if there is no token")
    void opensASessionAlone_whenThereIsNoMessage() {
        try (Bench bench = Bench.of(ANN)) {
            AccountTest result = test(bench, "ann@x.org", "", "");
            assertThat(result.toBuilder().clearResponseTime().build())
                    .isEqualTo(AccountTest.newBuilder()
                            .setAccount("ann@x.org")
                            .setSuccess(true)
                            .setMessage("API test successful (session creation only)")
                            .setModel("deepseek-chat")
                            .build());
            assertThat(result.getResponseTime()).isBetween(0L, 20_000L);
            assertThat(bench.host.asked()).containsExactly("/auth/login", "/chat/sessions ann@x.org/1");
            assertThat(bench.pool.any().secret().reveal()).isEqualTo("ann@x.org/1");
            assertThat(test(bench, "ann@x.org", "", "").getSuccess()).isTrue();
            assertThat(bench.host.count(FakeDeepSeek.LOG_IN)).isOne();
            assertThat(bench.ledger.totals().completed()).isZero();
        }
    }

    @Test
    @DisplayName("AD-11: with a message a completion is asked for; answer, thought, and a call in the ledger")
    void asks_whenThereIsAMessage() {
        try (Bench bench = Bench.of(ANN)) {
            AccountTest result = test(bench, "ann@x.org", "deepseek-reasoner", "hi");
            assertThat(result.getMessage()).isEqualTo("Hello there");
            assertThat(result.getThinking()).isEqualTo("The user wants an answer.");
            assertThat(result.getModel()).isEqualTo("deepseek-reasoner");
            assertThat(test(bench, "ann@x.org", "", "hi").hasThinking()).isFalse();
            assertThat(bench.ledger.totals().completed()).isEqualTo(2);
            AccountTest unknown = test(bench, "ann@x.org", "gpt-4", "hi");
            assertThat(unknown.getSuccess()).isFalse();
            assertThat(unknown.getMessage()).contains("gpt-4");
            assertThat(bench.ledger.totals().failed()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "hi"})
    @DisplayName("AD-11: a token that is refused is got anew, once")
    void logsInAgain_whenTheTokenIsRefused(String message) {
        try (Bench bench = Bench.of(ANN)) {
            test(bench, "ann@x.org", "", "");
            bench.host.expire("ann@x.org");
            assertThat(test(bench, "ann@x.org", "", message).getSuccess()).isTrue();
            assertThat(bench.host.count(FakeDeepSeek.LOG_IN)).isEqualTo(2);
            bench.host.at(FakeDeepSeek.SESSION, request -> DeepSeekAnswers.told(401, 40003, "no", "null"));
            assertThat(test(bench, "ann@x.org", "", message).getSuccess()).isFalse();
            assertThat(bench.host.count(FakeDeepSeek.LOG_IN)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 2, wrong password: secret-of-ann",
        "429, 1, slow down",
        "500, 1, broken",
    })
    @DisplayName("AD-11, SEC-01: what the host says is a result, without the password")
    void tellsWhatTheHostSays(int status, int code, String message) {
        try (Bench bench = Bench.of(ANN)) {
            bench.host.at(FakeDeepSeek.LOG_IN, request -> DeepSeekAnswers.told(status, code, message, "null"));
            AccountTest result = test(bench, "ann@x.org", "", "");
            assertThat(result.getSuccess()).isFalse();
            assertThat(result.getMessage())
                    .contains(message.replace("secret-of-ann", "***"))
                    .doesNotContain("secret-of-ann");
        }
    }

    @ParameterizedTest
    @CsvSource({"ann@x.org", "' ann@x.org '", "+4670123", "+46 70-123", "token:*"})
    @DisplayName("AD-11: an account is known by its identifier, email or mobile number")
    void findsTheAccount(String identifier) {
        try (Bench bench = Bench.of(ANN, "+4670123:secret-of-bob", "secret-token")) {
            String token = bench.config.accounts().getLast().id();
            assertThat(test(bench, identifier.equals("token:*") ? token : identifier, "", "")
                            .getSuccess())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("AD-11: identifier missing 400, unknown 404")
    void refusesWhatItCannotFind() {
        try (Bench bench = Bench.of(ANN)) {
            assertThatThrownBy(() -> test(bench, " ", "", ""))
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST));
            assertThatThrownBy(() -> test(bench, "bob@x.org", "", ""))
                    .hasMessageContaining("bob@x.org")
                    .isInstanceOfSatisfying(
                            ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_NOT_FOUND));
        }
    }

    @Test
    @DisplayName("AD-11: no slot is taken, and a busy account is tested all the same")
    void takesNoSlot() throws Exception {
        try (Bench bench = Bench.of(ANN)) {
            CountDownLatch go = new CountDownLatch(1);
            bench.host.hold(go);
            CompletableFuture<AccountTest> asking =
                    CompletableFuture.supplyAsync(() -> test(bench, "ann@x.org", "", "hi"));
            await().until(() -> bench.host.openStreams() == 1);
            assertThat(bench.pool.status().inFlight()).isZero();
            assertThat(test(bench, "ann@x.org", "", "").getSuccess()).isTrue();
            go.countDown();
            assertThat(asking.get().getSuccess()).isTrue();
            assertThat(bench.host.count(FakeDeepSeek.LOG_IN)).isOne();
        }
    }

    @Test
    @DisplayName("AD-11: a host that does not answer is a result too, and its connection is closed")
    void endsInTime() {
        try (Bench bench = Bench.within(Duration.ofMillis(300), ANN)) {
            bench.host.at(FakeDeepSeek.SESSION, request -> Reply.silence());
            AccountTest result = test(bench, "ann@x.org", "", "");
            assertThat(result.getSuccess()).isFalse();
            assertThat(result.getMessage()).contains("0.3 s");
            assertThat(bench.host.upstream().awaitClientClose(Duration.ofSeconds(5)))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("AD-12: five at a time, in the order of the accounts")
    void testsAll() {
        String[] accounts = IntStream.range(0, 12)
                .mapToObj(i -> "user%d@x.org:secret-of-user".formatted(i))
                .toArray(String[]::new);
        try (Bench bench = Bench.of(accounts)) {
            Busy busy = new Busy(5);
            bench.host.at(FakeDeepSeek.LOG_IN, busy::enter).at(FakeDeepSeek.SESSION, busy::leave);
            bench.host.know("user7@x.org:another-secret");
            TestAllAccountsResponse all = bench.tests()
                    .testAll(TestAllAccountsRequest.newBuilder()
                            .setModel("deepseek-reasoner")
                            .build());
            assertThat(all.getResultsList().stream().map(AccountTest::getAccount))
                    .containsExactlyElementsOf(bench.config.accounts().stream()
                            .map(ManagedAccount::id)
                            .toList());
            assertThat(List.of(all.getTotal(), all.getSuccess(), all.getFailed()))
                    .containsExactly(12, 11, 1);
            assertThat(all.getResults(7).getSuccess()).isFalse();
            assertThat(all.getResults(0).getModel()).isEqualTo("deepseek-reasoner");
            assertThat(busy.most.get()).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("AD-12: each result as it comes; a watcher that leaves stops the rest")
    void stops_whenTheWatcherLeaves() {
        String[] accounts =
                IntStream.range(0, 12).mapToObj(i -> "token-number-" + i).toArray(String[]::new);
        try (Bench bench = Bench.of(accounts)) {
            List<AccountTestProgress> seen = new ArrayList<>();
            bench.tests().watch(TestAllAccountsRequest.getDefaultInstance(), seen::add);
            assertThat(seen.stream().map(AccountTestProgress::getDone))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
            assertThat(seen.stream().map(AccountTestProgress::getTotal)).containsOnly(12);
            bench.host.upstream().forget();
            AtomicInteger asked = new AtomicInteger();
            bench.host.at(FakeDeepSeek.SESSION, request -> asked.getAndIncrement() == 0 ? null : Reply.silence());
            assertThatThrownBy(() -> bench.tests().watch(TestAllAccountsRequest.getDefaultInstance(), progress -> {
                        throw ChatException.cancelled();
                    }))
                    .isInstanceOf(ChatException.class);
            assertThat(bench.host.count(FakeDeepSeek.SESSION)).isLessThan(12);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"is_available\":true,\"balance_infos\":[]} | API test successful (session creation only)",
                "200 | {\"is_available\":false} | balance does not suffice",
                "200 | nonsense | cannot be read",
                "401 | {\"error\":{\"message\":\"Bad key: secret-token\"}} | ***",
            })
    @DisplayName("AD-11: the public API is asked for the balance")
    void asksForTheBalance(int status, String answer, String message) {
        try (Bench bench = Bench.of("secret-token");
                FakeUpstream api = FakeUpstream.openAi(request -> Reply.json(status, answer));
                DeepSeekApiProvider provider = bench.api(api.origin())) {
            AccountProbe probe = new AccountProbe(
                    provider, bench.pool::beside, new ProbeChat(bench.ledger, bench.clock), bench.clock);
            AccountTest result = probe.test(bench.config.accounts().getFirst(), "", "");
            assertThat(result.getMessage()).contains(message).doesNotContain("secret-token");
            assertThat(result.getSuccess()).isEqualTo(answer.contains("true"));
            assertThat(api.requests().getFirst().path()).isEqualTo("/user/balance");
            assertThat(api.requests().getFirst().key()).isEqualTo("secret-token");
        }
    }

    @Test
    @DisplayName("AD-11: a provider that has no such thing as a session says so")
    void tellsThatItCannotTest() {
        try (Bench bench = Bench.of(ANN)) {
            AccountProbe probe = new AccountProbe(
                    new BuiltinProvider("builtin", bench.clock, List.of()),
                    bench.pool::beside,
                    new ProbeChat(bench.ledger, bench.clock),
                    bench.clock);
            ManagedAccount account = bench.config.accounts().getFirst();
            assertThat(probe.test(account, "echo", "").getMessage()).contains("builtin", "without a message");
            assertThat(probe.test(account, "echo", "say this").getMessage()).contains("say this");
        }
    }

    @Test
    @DisplayName("AD-11: an account that the pool has lost is a result")
    void tellsThatTheAccountIsGone() {
        try (Bench bench = Bench.of(ANN)) {
            Optional<Lease> none = bench.pool.beside("nobody");
            assertThat(none).isEmpty();
            bench.pool.replace(List.of());
            assertThat(test(bench, "ann@x.org", "", "").getMessage()).contains("not in force");
        }
    }

    private static AccountTest test(Bench bench, String identifier, String model, String message) {
        return bench.tests()
                .test(TestAccountRequest.newBuilder()
                        .setIdentifier(identifier)
                        .setModel(model)
                        .setMessage(message)
                        .build());
    }

    /** Holds log-ins back until so many are there, and counts the accounts that are being tested. */
    private static final class Busy {
        final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();
        private final CountDownLatch full;

        Busy(int expected) {
            full = new CountDownLatch(expected);
        }

        Reply enter(ReceivedRequest request) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            try {
                full.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return request.body().contains("user7@") ? left() : null;
        }

        Reply leave(ReceivedRequest request) {
            now.decrementAndGet();
            return null;
        }

        private Reply left() {
            now.decrementAndGet();
            return null;
        }
    }
}
