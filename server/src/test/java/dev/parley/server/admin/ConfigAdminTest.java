package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.JsonFormat;
import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ExportResponse;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ImportResponse;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.NewAccount;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Actor;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.RandomConfigs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-06..AD-10, AD-13, AD-14: keys, accounts and mapping")
class ConfigAdminTest {
    private static final Actor ANN = new Actor("ann", "127.0.0.9", true);
    private static final Actor BOB = new Actor("bob", "127.0.0.9", false);
    private static final String LONG_KEY = "secret-of-the-caller";

    private final MemoryHome home = new MemoryHome();
    private final MemoryAudit audit = new MemoryAudit();
    private final ManagedState state = new ManagedState(home, audit, Clock.systemUTC(), config -> {});
    private ConfigAdmin admin = admin(FixedConfig.NONE);

    /** Each key was used as often as its id has characters. */
    private static final class Counted implements CallCounts {
        @Override
        public void add(String caller, Counts more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Counts of(String caller) {
            return new Counts(caller.length(), 1, 2, 3);
        }
    }

    private ConfigAdmin admin(FixedConfig fixed) {
        return new ConfigAdmin(
                state,
                new Counted(),
                fixed,
                new ModelMapping("deepseek-chat", "deepseek-reasoner"),
                Set.of("deepseek-chat", "m1", "m2")::contains);
    }

    @AfterEach
    void close() {
        state.close();
    }

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

    @Test
    @DisplayName("AD-13: what is new is added and counted; a mapping only where there is none")
    void imports() {
        addKey("k1");
        addAccount("a@x.org", "", "pw", "");
        ImportRequest request = ImportRequest.newBuilder()
                .addAllKeys(List.of("k1", " k2", "k2", ""))
                .addAccounts(account("a@x.org", "", "other", ""))
                .addAccounts(account("b@x.org", "", "pw", ""))
                .addAccounts(account("b@x.org", "", "pw", ""))
                .setClaudeMapping(mapping("m1", "m2"))
                .build();
        ImportResponse reply = admin.importAll(ANN, request);
        assertThat(List.of(reply.getImportedKeys(), reply.getImportedAccounts()))
                .containsExactly(1, 1);
        admin.importAll(
                ANN, request.toBuilder().setClaudeMapping(mapping("m2", "m2")).build());
        assertThat(state.config().mapping()).isEqualTo(new ModelMapping("m1", "m2"));
        assertThat(state.config().accounts().getFirst().password()).isEqualTo(Secret.of("pw"));
        assertThat(refusal(() -> admin.importAll(ANN, ImportRequest.getDefaultInstance()))
                        .code())
                .isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        ManagedConfig before = state.config();
        ImportRequest broken = ImportRequest.newBuilder()
                .addKeys("k3")
                .addAccounts(account("", "", "pw", ""))
                .build();
        assertThat(refusal(() -> admin.importAll(ANN, broken)).error().getParam())
                .isEqualTo("accounts[0]");
        assertThat(state.config()).isEqualTo(before);
    }

    @Test
    @DisplayName("AD-14: what is exported is imported as the same, whatever stands in it")
    void exportsWhatImportTakes() throws Exception {
        Random random = new Random(13);
        for (int i = 0; i < 1000; i++) {
            ManagedConfig config = onlyKnownModels(RandomConfigs.next(random));
            state.change(ANN, "x", "", before -> config);
            ExportResponse export = admin.export(ANN);
            assertThat(Base64.getDecoder().decode(export.getBase64()))
                    .isEqualTo(export.getJson().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(ConfigJson.write(config));
            state.change(ANN, "x", "", before -> ManagedConfig.EMPTY);
            ImportRequest.Builder request = ImportRequest.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(export.getJson(), request);
            boolean nothing = config.withPublication(null).equals(ManagedConfig.EMPTY);
            if (!nothing) {
                admin.importAll(ANN, request.build());
            }
            assertThat(ConfigJson.write(state.config()))
                    .as("configuration %d", i)
                    .isEqualTo(ConfigJson.write(config.withPublication(null)));
        }
    }

    private static ManagedConfig onlyKnownModels(ManagedConfig config) {
        return config.withMapping(new ModelMapping(
                config.mapping().fast().isEmpty() ? "" : "m1",
                config.mapping().slow().isEmpty() ? "" : "m2"));
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

    private int addKey(String text) {
        return admin.addKey(ANN, AddKeyRequest.newBuilder().setKey(text).build())
                .getTotalKeys();
    }

    private int deleteKey(String text) {
        return admin.deleteKey(ANN, DeleteKeyRequest.newBuilder().setKey(text).build())
                .getTotalKeys();
    }

    private int addAccount(String email, String mobile, String password, String token) {
        AddAccountRequest request = AddAccountRequest.newBuilder()
                .setEmail(email)
                .setMobile(mobile)
                .setPassword(password)
                .setToken(token)
                .build();
        return admin.addAccount(ANN, request).getTotalAccounts();
    }

    private int deleteAccount(String identifier) {
        return admin.deleteAccount(
                        ANN,
                        DeleteAccountRequest.newBuilder()
                                .setIdentifier(identifier)
                                .build())
                .getTotalAccounts();
    }

    private static NewAccount account(String email, String mobile, String password, String token) {
        return NewAccount.newBuilder()
                .setEmail(email)
                .setMobile(mobile)
                .setPassword(password)
                .setToken(token)
                .build();
    }

    private static ClaudeMapping mapping(String fast, String slow) {
        return ClaudeMapping.newBuilder().setFast(fast).setSlow(slow).build();
    }

    private static String id(String key) {
        return KeyIds.of(Secret.of(key));
    }

    private static ChatException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call);
    }
}
