package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.parley.admin.v1.ExportResponse;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ImportResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.RandomConfigs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AD-13, AD-14: what is exported and imported")
class ConfigTransferTest extends ConfigAdminCase {
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
}
