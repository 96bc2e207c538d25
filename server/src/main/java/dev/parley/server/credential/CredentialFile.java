package dev.parley.server.credential;

import dev.parley.server.config.Secret;
import dev.parley.server.pool.Credential;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential as a JSON file holds it (MA-27): Google's {@code authorized_user} and {@code service_account}, the
 * seed's OAuth files, and API keys. Texts that a file does not hold are empty.
 *
 * @param id safe to log: the file's own {@code id}, or the name it was read under
 * @param email the account; of a service account its {@code client_email}
 * @param projectId what is billed
 * @param tokenUri where tokens come from; Google's own if the file names none and needs one
 * @param accessToken what was last got from there, or all there is
 * @param expiresAt when that ends; null if the file does not tell
 * @param privateKey PEM, of a service account
 * @param json the whole file
 */
public record CredentialFile(
        String id,
        Kind kind,
        String email,
        String projectId,
        String clientId,
        Secret clientSecret,
        URI tokenUri,
        Secret accessToken,
        Secret refreshToken,
        @Nullable Instant expiresAt,
        Secret apiKey,
        Secret privateKey,
        String privateKeyId,
        Secret json) {

    /** How a host lets the credential in. */
    public enum Kind {
        API_KEY,
        OAUTH,
        SERVICE_ACCOUNT;

        /** As files and the management API spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a text is meant to be such a file, and not a mere key. */
    public static boolean isMeant(String text) {
        return text.stripLeading().startsWith("{");
    }

    /**
     * The credential of a file's text.
     *
     * @param name what it is called unless it says so itself, such as its file name without {@code .json}
     * @throws CredentialException with all that is wrong
     */
    public static CredentialFile parse(String json, String name, TokenHosts hosts) {
        return new CredentialChecks(CredentialReader.of(json), hosts).file(name, Secret.of(json));
    }

    /** What a pool lends: its secret is the whole file, its alias the email. */
    public Credential pooled() {
        return new Credential(id, email.isEmpty() || email.equals(id) ? Set.of() : Set.of(email), json, null);
    }

    /** Whether there is a way to fetch a token for it. */
    public boolean isRenewable() {
        return switch (kind) {
            case API_KEY -> false;
            case OAUTH -> !refreshToken.isEmpty();
            case SERVICE_ACCOUNT -> true;
        };
    }

    /** The file as a pool lends it, without the access token if another can be fetched: whoever uses it has to. */
    public Secret forRenewal() {
        return isRenewable() ? Secret.of(CredentialReader.without(json.reveal(), CredentialField.ACCESS_TOKEN)) : json;
    }

    /** The file's JSON for an administrator's eyes: every value that is not known to be harmless is a fixed mask. */
    public String redacted() {
        return CredentialReader.redacted(json.reveal());
    }
}
