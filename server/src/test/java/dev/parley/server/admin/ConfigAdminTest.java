package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.JsonFormat;
import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.NewAccount;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-06, AD-07, CF-01: the configuration as a whole")
class ConfigAdminTest extends ConfigAdminCase {
    @Test
    @DisplayName(
            "AD-06, CL-04: the seed's answer, mapping and all; keys whole for those who may, each time written down")
    void showsConfig() {
        addKey("k1");
        addKey(LONG_KEY);
        addAccount("user@example.com", "", "pwd", "abcdefghijklmnop");
        Config config = admin.config(ANN);
        assertThat(config.getKeysList()).containsExactly("k1", LONG_KEY);
        assertThat(config.getKeyIdsList()).containsExactly(id("k1"), id(LONG_KEY));
        assertThat(config.getAccountsList())
                .containsExactly(Account.newBuilder()
                        .setIdentifier("user@example.com")
                        .setEmail("user@example.com")
                        .setHasPassword(true)
                        .setHasToken(true)
                        .setTokenPreview("abcde...")
                        .build());
        assertThat(config.getClaudeMapping()).isEqualTo(mapping("deepseek-chat", "deepseek-reasoner"));
        assertThat(config.getReadonlyStore()).isFalse();
        assertThat(admin.config(BOB).getKeysList()).containsExactly("***", "sec...ler");
        assertThat(audit.deeds())
                .containsExactly(
                        "key.add " + id("k1"),
                        "key.add " + id(LONG_KEY),
                        "account.add user@example.com",
                        "config.read");
    }

    @Test
    void showsNothing_whenItCannotBeWrittenDown() {
        audit.broken = true;
        assertThat(refusal(() -> admin.config(ANN)).code()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(refusal(() -> admin.export(ANN)).code()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(admin.config(BOB).getKeysCount()).isZero();
    }

    @Test
    @DisplayName("AD-07: what the request holds is replaced; blank secrets stay; without a mask what is empty stays")
    void updates() {
        addAccount("a@x.org", "", "pw-a", "token-a");
        addAccount("b@x.org", "", "pw-b", "");
        UpdateConfigRequest.Builder request = UpdateConfigRequest.newBuilder()
                .addKeys(" k2 ")
                .addKeys("k1")
                .addKeys("k2")
                .addKeys(" ")
                .addAccounts(account("a@x.org", "+46 7-0", "", "token-2"))
                .addAccounts(account("", "46-8", "pw", ""));
        assertThat(admin.update(ANN, request.build()).getMessage()).isEqualTo("Config updated");
        assertThat(state.config())
                .isEqualTo(new ManagedConfig(
                        List.of(Secret.of("k2"), Secret.of("k1")),
                        List.of(
                                new ManagedAccount(
                                        "a@x.org", "a@x.org", "+4670", Secret.of("pw-a"), Secret.of("token-2")),
                                ManagedAccount.of("", "468", "pw", "")),
                        ModelMapping.UNSET,
                        null));
        admin.update(
                ANN,
                UpdateConfigRequest.newBuilder()
                        .setClaudeMapping(mapping("m1", ""))
                        .build());
        admin.update(
                ANN,
                UpdateConfigRequest.newBuilder()
                        .setClaudeMapping(mapping("", " m2 "))
                        .build());
        assertThat(state.config().mapping()).isEqualTo(new ModelMapping("m1", "m2"));
        assertThat(admin.update(ANN, UpdateConfigRequest.getDefaultInstance()).getSuccess())
                .isTrue();
        assertThat(state.config().keys()).hasSize(2);
    }

    @Test
    @DisplayName("AD-07: the mask alone says what is meant")
    void updatesByMask() {
        addKey("k1");
        addAccount("a@x.org", "", "pw", "");
        UpdateConfigRequest request = UpdateConfigRequest.newBuilder()
                .addAccounts(account("b@x.org", "", "pw", ""))
                .setUpdateMask(FieldMask.newBuilder().addPaths("keys"))
                .build();
        admin.update(ANN, request);
        assertThat(state.config().keys()).isEmpty();
        assertThat(state.config().accounts()).extracting(ManagedAccount::id).containsExactly("a@x.org");
        admin.update(
                ANN,
                request.toBuilder()
                        .setUpdateMask(FieldMask.getDefaultInstance())
                        .build());
        assertThat(state.config().accounts()).hasSize(1);
        UpdateConfigRequest wrong = request.toBuilder()
                .setUpdateMask(FieldMask.newBuilder().addPaths("secrets"))
                .build();
        assertThat(refusal(() -> admin.update(ANN, wrong))).hasMessageContainingAll("'secrets'", "claude_mapping");
    }

    @Test
    @DisplayName("AD-07, DS-18: a blank token keeps the newest one, also one that has just come")
    void keepsNewestToken() {
        addAccount("a@x.org", "", "pw", "t1");
        state.tokenRenewed("a@x.org", Secret.of("t2"));
        UpdateConfigRequest request = UpdateConfigRequest.newBuilder()
                .addAccounts(account("a@x.org", "", "new-pw", ""))
                .build();
        home.whileSaving = () -> state.tokenRenewed("a@x.org", Secret.of("t3"));
        admin.update(ANN, request);
        assertThat(state.config().accounts().getFirst().token()).isEqualTo(Secret.of("t3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'keys': ['k9'], 'claude_mapping': {'fast': 'gpt-9'}} | claude_mapping.fast | 'gpt-9'",
                "{'keys': ['k9'], 'accounts': [{'email': ' '}]} | accounts[0] | no email, mobile or token",
                "{'keys': ['k9'], 'accounts': [{'email': 'z@x.org'}]} | accounts[0] | no password",
                "{'accounts': [{'email': 'z', 'token': '1'}, {'token': '1'}]} | accounts[1].token | token already",
                "{'accounts': [{'email': 'z', 'token': '1'}, {'email': 'z', 'token': '2'}]} | accounts[1].email | email",
                "{'accounts': [{'mobile': '1', 'token': '1'}, {'email': 'z', 'mobile': '-1', 'token': '2'}]}"
                        + "| accounts[1].mobile | mobile",
                "{'keys': ['k9', 'sec...ler']} | keys | masked form",
            },
            quoteCharacter = '`')
    @DisplayName("AD-07: all or nothing")
    void refusesUpdate(String json, String param, String part) throws Exception {
        addKey(LONG_KEY);
        ManagedConfig before = state.config();
        UpdateConfigRequest.Builder request = UpdateConfigRequest.newBuilder();
        JsonFormat.parser().merge(json.replace('\'', '"'), request);
        ChatException e = refusal(() -> admin.update(ANN, request.build()));
        assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        assertThat(e.error().getParam()).isEqualTo(param);
        assertThat(e).hasMessageContaining(part);
        assertThat(state.config()).isEqualTo(before);
        assertThat(home.load()).isEqualTo(before);
    }

    @Test
    @DisplayName("CF-01: where changes are lost at the end, they are made and the answer says so")
    void warns_whenNothingOutlives() {
        home.durable = false;
        addKey("k1");
        assertThat(admin.config(ANN).getReadonlyStore()).isTrue();
        assertThat(admin.update(
                                ANN,
                                UpdateConfigRequest.newBuilder().addKeys("k2").build())
                        .getMessage())
                .contains("admin.config-json", "lost");
        assertThat(state.config().keys()).containsExactly(Secret.of("k2"));
    }

    @Test
    @DisplayName("What stands in the settings is shown and counted, and changed there alone")
    void leavesSettingsAlone() {
        ManagedAccount own = ManagedAccount.of("own@x.org", "", "pw", "t-own");
        admin = admin(new FixedConfig(
                ManagedConfig.EMPTY.withKeys(List.of(Secret.of("k-own"))).withAccounts(List.of(own)),
                "profiles.ds2api.api-keys",
                "providers.deepseek.accounts"));
        assertThat(addKey("k1")).isEqualTo(2);
        assertThat(addAccount("a@x.org", "", "pw", "")).isEqualTo(2);
        assertThat(admin.config(ANN).getKeysList()).containsExactly("k-own", "k1");
        assertThat(admin.accounts(ANN, ListAccountsRequest.getDefaultInstance()).getItemsList())
                .extracting(Account::getIdentifier)
                .containsExactly("a@x.org", "own@x.org");
        List<ThrowingCallable> keys = List.of(
                () -> deleteKey("k-own"),
                () -> deleteKey(id("k-own")),
                () -> admin.update(
                        ANN, UpdateConfigRequest.newBuilder().addKeys("k1").build()));
        assertThat(keys).allSatisfy(each -> assertThat(refusal(each)).hasMessageContaining("profiles.ds2api.api-keys"));
        NewAccount changed = account("own@x.org", "", "other", "");
        List<ThrowingCallable> accounts = List.of(
                () -> deleteAccount("own@x.org"),
                () -> admin.update(
                        ANN,
                        UpdateConfigRequest.newBuilder().addAccounts(changed).build()),
                () -> admin.update(
                        ANN,
                        UpdateConfigRequest.newBuilder()
                                .addAccounts(account("a@x.org", "", "", ""))
                                .build()));
        assertThat(accounts)
                .allSatisfy(each -> assertThat(refusal(each)).hasMessageContaining("providers.deepseek.accounts"));
        assertThat(refusal(() -> addKey("k-own")).code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        admin.update(
                ANN,
                UpdateConfigRequest.newBuilder()
                        .addAllKeys(List.of("k2", "k-own"))
                        .addAccounts(account("own@x.org", "", "", ""))
                        .build());
        assertThat(state.config().keys()).containsExactly(Secret.of("k2"));
        assertThat(state.config().accounts()).isEmpty();
    }
}
