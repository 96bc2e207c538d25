package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.NewAccount;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-08..AD-10: keys and accounts one by one")
class ConfigEntriesTest extends ConfigAdminCase {
    @Test
    @DisplayName("AD-08: keys come and go, by themselves or by their id; no answer tells one")
    void administersKeys() {
        assertThat(addKey("  k1 ")).isEqualTo(1);
        assertThat(addKey(LONG_KEY)).isEqualTo(2);
        for (String wrong : List.of("", "  ", "k1", " " + LONG_KEY)) {
            ChatException e = refusal(() -> addKey(wrong));
            assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
            assertThat(e.error().getParam()).isEqualTo("key");
            assertThat(e.getMessage()).doesNotContain(LONG_KEY);
        }
        assertThat(admin.keys(ANN).getKeysList())
                .last()
                .isEqualTo(CallerKey.newBuilder()
                        .setId(id(LONG_KEY))
                        .setPreview("sec...ler")
                        .setCalls(16)
                        .setFailed(1)
                        .setInputTokens(2)
                        .setOutputTokens(3)
                        .build());
        assertThat(deleteKey(id(LONG_KEY))).isEqualTo(1);
        assertThat(deleteKey("k1")).isZero();
        assertThat(refusal(() -> deleteKey("k1")).code()).isEqualTo(ErrorCode.ERROR_CODE_NOT_FOUND);
    }

    @ParameterizedTest(name = "page {0} of {1}")
    @CsvSource({
        "0, 0, 1, 10, 3, a24, a15",
        "-4, -1, 1, 1, 25, a24, a24",
        "3, 10, 3, 10, 3, a4, a0",
        "1, 500, 1, 100, 1, a24, a0",
        "4, 10, 4, 10, 3, ,",
        "2147483647, 100, 2147483647, 100, 1, ,",
    })
    @DisplayName("AD-09: pages, the newest first")
    void pages(int page, int size, int pageTold, int sizeTold, int pages, String first, String last) {
        admin.importAll(
                ANN,
                ImportRequest.newBuilder()
                        .addAllAccounts(IntStream.range(0, 25)
                                .mapToObj(i -> account("a" + i, "", "pw", ""))
                                .toList())
                        .build());
        ListAccountsResponse reply = admin.accounts(
                ANN,
                ListAccountsRequest.newBuilder().setPage(page).setPageSize(size).build());
        assertThat(List.of(reply.getTotal(), reply.getPage(), reply.getPageSize(), reply.getTotalPages()))
                .containsExactly(25, pageTold, sizeTold, pages);
        List<String> ids =
                reply.getItemsList().stream().map(Account::getIdentifier).toList();
        if (first == null) {
            assertThat(ids).isEmpty();
        } else {
            assertThat(ids).first().isEqualTo(first);
            assertThat(ids).last().isEqualTo(last);
        }
    }

    @Test
    @DisplayName("AD-09: without accounts there is one empty page")
    void hasOnePage_whenThereIsNothing() {
        assertThat(admin.accounts(ANN, ListAccountsRequest.getDefaultInstance()).getTotalPages())
                .isOne();
    }

    @Test
    @DisplayName("AD-10, DS-10: accounts come and go, by email, mobile or identifier, also after their token changed")
    void administersAccounts() {
        assertThat(addAccount("a@x.org", "+46 70-1", "pw", "t1")).isEqualTo(1);
        assertThat(addAccount("", "46 702", "pw", "")).isEqualTo(2);
        assertThat(addAccount("", "", "", "t3")).isEqualTo(3);
        for (NewAccount twice : List.of(
                account("a@x.org", "", "pw", ""),
                account("b@x.org", "+46701", "pw", ""),
                account("c@x.org", "", "pw", "t3"),
                account("", "", "pw", ""),
                account("d@x.org", "", "", ""))) {
            assertThat(refusal(() -> addAccount(
                                    twice.getEmail(), twice.getMobile(), twice.getPassword(), twice.getToken()))
                            .code())
                    .isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        }
        String alias = state.config().accounts().getLast().id();
        state.tokenRenewed(alias, Secret.of("t4"));
        assertThat(deleteAccount("+46-701")).isEqualTo(2);
        assertThat(deleteAccount(alias)).isEqualTo(1);
        assertThat(deleteAccount(" 46702 ")).isZero();
        for (String unknown : List.of("", "-", "a@x.org", alias)) {
            ChatException e = refusal(() -> deleteAccount(unknown));
            assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_NOT_FOUND);
            assertThat(e.error().getReason()).isEqualTo("account_not_found");
        }
    }
}
