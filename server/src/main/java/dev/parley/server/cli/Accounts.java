package dev.parley.server.cli;

import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import java.io.PrintWriter;

/** Accounts, read and shown. */
final class Accounts {
    private static final int PAGE = 100;

    private Accounts() {}

    /** All pages as one. */
    static ListAccountsResponse all(AdminServiceBlockingStub admin) {
        ListAccountsResponse.Builder all = ListAccountsResponse.newBuilder();
        ListAccountsResponse page;
        do {
            page = admin.listAccounts(ListAccountsRequest.newBuilder()
                    .setPage(all.getPage() + 1)
                    .setPageSize(PAGE)
                    .build());
            all.addAllItems(page.getItemsList()).setPage(page.getPage());
        } while (page.getPage() < page.getTotalPages());
        int count = all.getItemsCount();
        return all.setTotal(count)
                .setPage(1)
                .setPageSize(count)
                .setTotalPages(1)
                .build();
    }

    static void print(ListAccountsResponse accounts, PrintWriter out) {
        Table table = new Table("ACCOUNT", "MOBILE", "PASSWORD", "TOKEN");
        for (Account account : accounts.getItemsList()) {
            table.row(
                    account.getIdentifier(),
                    account.getMobile().isEmpty() ? "-" : account.getMobile(),
                    account.getHasPassword() ? "yes" : "-",
                    account.getHasToken()
                            ? account.getTokenPreview().isEmpty() ? "yes" : account.getTokenPreview()
                            : "-");
        }
        table.print(out);
    }

    /** A test on one line. */
    static String line(AccountTest test) {
        return "%-6s  %s  %d ms  %s"
                .formatted(
                        test.getSuccess() ? "ok" : "FAILED",
                        test.getAccount(),
                        test.getResponseTime(),
                        test.getMessage().replaceAll("\\s+", " "))
                .stripTrailing();
    }
}
