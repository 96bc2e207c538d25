package dev.parley.server.cli;

import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.AccountsChanged;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import dev.parley.client.ParleyClient;
import java.util.Iterator;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley accounts}: the accounts of a running Parley. */
@Command(name = "accounts", description = "Lists, adds, deletes and tests the accounts of a running Parley.")
final class AccountsCommand extends Group {
    private static final int SOME_FAILED = 1;

    private final Map<String, String> environment;
    private final Input input;

    AccountsCommand(Map<String, String> environment, Input input) {
        this.environment = environment;
        this.input = input;
    }

    @Command(name = "list", description = "Lists them, the newest first.")
    void list(@Mixin AdminOptions options, @Mixin AnswerOptions answer) {
        try (ParleyClient client = options.client(environment)) {
            answer.show(Accounts.all(client.admin()), all -> Accounts.print(all, answer.out()));
        }
    }

    @Command(name = "add", description = "Adds one. Its secrets are asked for; they are never arguments.")
    void add(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Option(names = "--email", defaultValue = "", description = "What it logs in with.") String email,
            @Option(names = "--mobile", defaultValue = "", description = "The same, if it has no email.") String mobile,
            @Mixin AccountSecrets secrets) {
        try (ParleyClient client = options.client(environment)) {
            AddAccountRequest.Builder account =
                    AddAccountRequest.newBuilder().setEmail(email).setMobile(mobile);
            secrets.read(input, account);
            AccountsChanged changed = client.admin().addAccount(account.build());
            answer.show(changed, now -> answer.out().println("Added. Accounts: " + now.getTotalAccounts()));
        }
    }

    @Command(name = "delete", description = "Deletes one; calls that use it go on.")
    void delete(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Parameters(paramLabel = "ACCOUNT", description = "What 'list' calls it.") String identifier) {
        try (ParleyClient client = options.client(environment)) {
            AccountsChanged changed = client.admin()
                    .deleteAccount(DeleteAccountRequest.newBuilder()
                            .setIdentifier(identifier)
                            .build());
            answer.show(changed, now -> answer.out().println("Deleted. Accounts: " + now.getTotalAccounts()));
        }
    }

    @Command(name = "test", description = "Logs one in if it must and opens a session; exit code 1 if that fails.")
    int test(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Option(names = "--model", defaultValue = "", description = "Default: deepseek-chat.") String model,
            @Option(names = "--message", defaultValue = "", description = "Asks this too.") String message,
            @Parameters(paramLabel = "ACCOUNT", description = "What 'list' calls it.") String identifier) {
        try (ParleyClient client = options.client(environment)) {
            AccountTest test = client.admin()
                    .testAccount(TestAccountRequest.newBuilder()
                            .setIdentifier(identifier)
                            .setModel(model)
                            .setMessage(message)
                            .build());
            answer.show(test, done -> answer.out().println(Accounts.line(done)));
            return test.getSuccess() ? 0 : SOME_FAILED;
        }
    }

    @Command(name = "test-all", description = "Tests them all, five at a time; exit code 1 if one fails.")
    int testAll(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Option(names = "--model", defaultValue = "", description = "Default: deepseek-chat.") String model) {
        TestAllAccountsRequest request =
                TestAllAccountsRequest.newBuilder().setModel(model).build();
        try (ParleyClient client = options.client(environment)) {
            TestAllAccountsResponse all =
                    answer.isJson() ? client.admin().testAllAccounts(request) : watch(client.admin(), request, answer);
            answer.show(
                    all,
                    done -> answer.out().println(done.getSuccess() + " of " + done.getTotal() + " accounts work."));
            return all.getFailed() == 0 ? 0 : SOME_FAILED;
        }
    }

    private TestAllAccountsResponse watch(
            AdminServiceBlockingStub admin, TestAllAccountsRequest request, AnswerOptions answer) {
        TestAllAccountsResponse.Builder all = TestAllAccountsResponse.newBuilder();
        ProgressBar bar = new ProgressBar(answer.err(), input.isTerminal());
        Iterator<AccountTestProgress> tests = admin.watchAccountTests(request);
        try {
            while (tests.hasNext()) {
                AccountTestProgress progress = tests.next();
                bar.erase();
                answer.out().println(Accounts.line(progress.getResult()));
                bar.show(progress.getDone(), progress.getTotal());
                count(progress.getResult(), all);
            }
        } finally {
            bar.erase();
        }
        return all.build();
    }

    private static void count(AccountTest test, TestAllAccountsResponse.Builder all) {
        all.setTotal(all.getTotal() + 1).addResults(test);
        if (test.getSuccess()) {
            all.setSuccess(all.getSuccess() + 1);
        } else {
            all.setFailed(all.getFailed() + 1);
        }
    }
}
