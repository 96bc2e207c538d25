package dev.parley.server.admin;

import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ModelMapping;
import java.util.List;

/** What the admin API shows of keys, accounts and mapping. */
final class ConfigViews {
    private static final int PAGE_SIZE = 10;
    private static final int PAGE_SIZE_MAX = 100;

    private ConfigViews() {}

    static Account account(ManagedAccount account) {
        return Account.newBuilder()
                .setIdentifier(account.id())
                .setEmail(account.email())
                .setMobile(account.mobile())
                .setHasPassword(!account.password().isEmpty())
                .setHasToken(!account.token().isEmpty())
                .setTokenPreview(Previews.token(account.token()))
                .build();
    }

    static CallerKey key(Secret key, CallCounts.Counts counts) {
        return CallerKey.newBuilder()
                .setId(KeyIds.of(key))
                .setPreview(Previews.key(key))
                .setCalls(counts.calls())
                .setFailed(counts.failed())
                .setInputTokens(counts.inputTokens())
                .setOutputTokens(counts.outputTokens())
                .build();
    }

    /** What is set, else the settings' (CL-04). */
    static ClaudeMapping mapping(ModelMapping set, ModelMapping settings) {
        return ClaudeMapping.newBuilder()
                .setFast(set.fast().isEmpty() ? settings.fast() : set.fast())
                .setSlow(set.slow().isEmpty() ? settings.slow() : set.slow())
                .build();
    }

    /** A page, the newest first (AD-09). */
    static ListAccountsResponse page(List<ManagedAccount> accounts, ListAccountsRequest request) {
        int total = accounts.size();
        int page = Math.max(1, request.getPage());
        int size = request.getPageSize() == 0 ? PAGE_SIZE : Math.clamp(request.getPageSize(), 1, PAGE_SIZE_MAX);
        return ListAccountsResponse.newBuilder()
                .addAllItems(accounts.reversed().stream()
                        .skip((page - 1L) * size)
                        .limit(size)
                        .map(ConfigViews::account)
                        .toList())
                .setTotal(total)
                .setPage(page)
                .setPageSize(size)
                .setTotalPages(Math.max(1, Math.ceilDiv(total, size)))
                .build();
    }
}
