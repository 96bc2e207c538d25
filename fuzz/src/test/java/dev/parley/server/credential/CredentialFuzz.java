package dev.parley.server.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;

/** Files of credentials: refused by the fields at fault, never with a value of one, and shown without secrets. */
public final class CredentialFuzz {
    private static final String SECRET = "secret-of-ann";

    private CredentialFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "credential",
                Seeds.texts(
                        "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\"secret-of-ann\",\"refresh_token\":\"secret-of-ann\"}",
                        "{\"api_key\":\"secret-of-ann\",\"id\":\"a\",\"expires\":1800000000}",
                        "{\"token\":\"secret-of-ann\",\"expiry\":\"2030-01-31T12:00:00Z\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}",
                        "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"secret-of-ann\"}"),
                CredentialFuzz::read);
    }

    private static void read(byte[] input) {
        String json = new String(input, UTF_8);
        try {
            CredentialFile file = CredentialFile.parse(json, "name", TokenHosts.GOOGLE);
            Laws.check(!file.toString().contains(SECRET), "its text shows a secret");
            Laws.check(
                    !CredentialReader.redacted(json).contains('"' + SECRET + '"') || shown(file), "it is not masked");
            for (CredentialField field : CredentialField.values()) {
                CredentialReader.of(CredentialReader.without(json, field));
            }
            file.pooled();
            file.forRenewal();
        } catch (CredentialException e) {
            Laws.check(!e.getMessage().contains(SECRET), "the refusal shows a secret");
        }
    }

    /** Where somebody took the secret for a name. */
    private static boolean shown(CredentialFile file) {
        return file.id().equals(SECRET)
                || file.email().equals(SECRET)
                || file.projectId().equals(SECRET);
    }
}
