package dev.parley.server.admin;

import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import java.util.function.Consumer;

/** Tests of accounts, beside the pool (AD-11, AD-12). Thread-safe. */
public final class AccountTests {
    public AccountTest test(TestAccountRequest request) {
        return AccountTest.getDefaultInstance();
    }

    public TestAllAccountsResponse testAll(TestAllAccountsRequest request) {
        return TestAllAccountsResponse.getDefaultInstance();
    }

    public void watch(TestAllAccountsRequest request, Consumer<AccountTestProgress> each) {
        each.accept(AccountTestProgress.getDefaultInstance());
    }
}
