package dev.parley.server.admin;

import static java.util.Objects.requireNonNull;

import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tests of accounts, beside the pool (AD-11, AD-12). Thread-safe. */
public final class AccountTests {
    private static final int AT_A_TIME = 5;

    private final AccountProbe probe;
    private final Supplier<ManagedConfig> config;

    /**
     * Tests of the accounts that there are.
     *
     * @param probe tests one
     * @param config as it is in force
     */
    public AccountTests(AccountProbe probe, Supplier<ManagedConfig> config) {
        this.probe = probe;
        this.config = config;
    }

    /**
     * Tests one account. Blocks until its host has answered, at most a minute.
     *
     * @throws ChatException INVALID_REQUEST or NOT_FOUND for the identifier; never for what the host says
     */
    public AccountTest test(TestAccountRequest request) {
        String identifier = request.getIdentifier().strip();
        if (identifier.isEmpty()) {
            throw ChatException.invalid(
                    "identifier", "'identifier' is missing (expected: an account's identifier, email or mobile).");
        }
        return probe.test(find(identifier), request.getModel(), request.getMessage());
    }

    /** Tests every account, five at a time. Blocks until all are done. */
    public TestAllAccountsResponse testAll(TestAllAccountsRequest request) {
        List<ManagedAccount> accounts = config.get().accounts();
        Map<String, AccountTest> results = new HashMap<>();
        each(accounts, request.getModel(), result -> results.put(result.getAccount(), result));
        TestAllAccountsResponse.Builder all = TestAllAccountsResponse.newBuilder();
        accounts.forEach(account -> all.addResults(requireNonNull(results.get(account.id()))));
        int success = (int)
                all.getResultsList().stream().filter(AccountTest::getSuccess).count();
        return all.setTotal(accounts.size())
                .setSuccess(success)
                .setFailed(accounts.size() - success)
                .build();
    }

    /**
     * The same, with each result as soon as it is there. Blocks until all are done. When {@code each} throws, or this
     * thread is interrupted, tests that run are ended and no further one begins.
     */
    public void watch(TestAllAccountsRequest request, Consumer<AccountTestProgress> each) {
        List<ManagedAccount> accounts = config.get().accounts();
        AccountTestProgress.Builder progress = AccountTestProgress.newBuilder().setTotal(accounts.size());
        each(
                accounts,
                request.getModel(),
                result -> each.accept(progress.setDone(progress.getDone() + 1)
                        .setResult(result)
                        .build()));
    }

    private void each(List<ManagedAccount> accounts, String model, Consumer<AccountTest> each) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            CompletionService<AccountTest> tests = new ExecutorCompletionService<>(threads);
            accounts.forEach(account -> tests.submit(() -> probe.test(account, model, "")));
            try {
                for (int left = accounts.size(); left > 0; left--) {
                    each.accept(tests.take().get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ChatException.cancelled();
            } catch (ExecutionException e) {
                throw ChatException.internal(e);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private ManagedAccount find(String identifier) {
        String mobile = ManagedAccount.mobile(identifier);
        return config.get().accounts().stream()
                .filter(account -> account.id().equals(identifier)
                        || account.email().equals(identifier)
                        || !mobile.isEmpty() && account.mobile().equals(mobile))
                .findFirst()
                .orElseThrow(() -> ChatException.of(
                                ErrorCode.ERROR_CODE_NOT_FOUND,
                                Blame.REQUEST,
                                "account_not_found",
                                "There is no account '%s' (expected: one of GET /admin/accounts)."
                                        .formatted(identifier))
                        .param("identifier")
                        .build());
    }
}
