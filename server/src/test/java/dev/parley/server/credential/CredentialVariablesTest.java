package dev.parley.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MA-27: credentials of the environment")
class CredentialVariablesTest {
    private static final String ANN = "{\"id\":\"ann\",\"api_key\":\"canary-of-ann\"}";
    private static final String BOB = "{\"api_key\":\"canary-of-bob\"}";

    @Test
    void readsJsonAndBase64_andReportsTheRest() {
        CredentialVariables.Found found = CredentialVariables.read(
                Map.of(
                        "GCLI_CREDS_1",
                        ANN,
                        "GCLI_CREDS_2",
                        " " + base64(BOB) + "\n",
                        "GCLI_CREDS_3",
                        base64(ANN),
                        "GCLI_CREDS_4",
                        "canary?",
                        "GCLI_CREDS_5",
                        base64("canary"),
                        "GCLI_CREDS_6",
                        "",
                        "GCLI_CREDS",
                        BOB),
                TokenHosts.GOOGLE);

        assertThat(found.files()).containsOnlyKeys("GCLI_CREDS_1", "GCLI_CREDS_2");
        assertThat(found.files().values()).extracting(CredentialFile::id).containsExactly("ann", "GCLI_CREDS_2");
        assertThat(found.faults())
                .extracting(CredentialVariables.Fault::variable)
                .containsExactly("GCLI_CREDS_3", "GCLI_CREDS_4", "GCLI_CREDS_5");
        assertThat(found.toString()).doesNotContain("canary");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
