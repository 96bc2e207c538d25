package dev.parley.server.credential;

import static dev.parley.server.credential.CredentialField.ACCESS_TOKEN;
import static dev.parley.server.credential.CredentialField.API_KEY;
import static dev.parley.server.credential.CredentialField.CLIENT_ID;
import static dev.parley.server.credential.CredentialField.CLIENT_SECRET;
import static dev.parley.server.credential.CredentialField.EMAIL;
import static dev.parley.server.credential.CredentialField.EXPIRES;
import static dev.parley.server.credential.CredentialField.ID;
import static dev.parley.server.credential.CredentialField.PRIVATE_KEY;
import static dev.parley.server.credential.CredentialField.PRIVATE_KEY_ID;
import static dev.parley.server.credential.CredentialField.PROJECT;
import static dev.parley.server.credential.CredentialField.REFRESH_TOKEN;
import static dev.parley.server.credential.CredentialField.TOKEN_URI;
import static dev.parley.server.credential.CredentialField.TYPE;

import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialException.Problem;
import dev.parley.server.credential.CredentialFile.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file of each kind must hold (MA-25). */
final class CredentialChecks {
    private static final URI GOOGLE_TOKENS = URI.create("https://oauth2.googleapis.com/token");
    private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9._@+-]{1,100}");

    private final CredentialReader in;
    private final TokenHosts hosts;

    /** The words for a type, and what each asks of a file. */
    private enum FileType {
        OAUTH("oauth", Kind.OAUTH),
        /** As Google's command line writes it: everybody knows where its tokens come from. */
        AUTHORIZED_USER("authorized_user", Kind.OAUTH),
        SERVICE_ACCOUNT("service_account", Kind.SERVICE_ACCOUNT),
        API_KEY("api_key", Kind.API_KEY);

        private final String word;
        private final Kind kind;

        FileType(String word, Kind kind) {
            this.word = word;
            this.kind = kind;
        }

        static @Nullable FileType named(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word.equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(null);
        }

        static List<String> words() {
            return Arrays.stream(values()).map(type -> type.word).toList();
        }
    }

    CredentialChecks(CredentialReader in, TokenHosts hosts) {
        this.in = in;
        this.hosts = hosts;
    }

    /** The credential, if nothing is wrong; all problems that there are otherwise. */
    CredentialFile file(String name, Secret json) {
        String id = in.text(ID).isEmpty() ? name : in.text(ID);
        if (!LEGAL_ID.matcher(id).matches()) {
            problem(ID, "is no name for a credential (expected: up to 100 of A-Z, a-z, 0-9 and . _ @ + -)");
        }
        FileType type = type();
        URI tokens = type == null ? GOOGLE_TOKENS : tokenUri(type);
        Instant expires = expires();
        if (type != null) {
            require(type);
        }
        if (type == null || !in.problems().isEmpty()) {
            throw new CredentialException(in.problems());
        }
        return new CredentialFile(
                id,
                type.kind,
                in.text(EMAIL),
                in.text(PROJECT),
                in.text(CLIENT_ID),
                secret(CLIENT_SECRET),
                tokens,
                secret(ACCESS_TOKEN),
                secret(REFRESH_TOKEN),
                expires,
                secret(API_KEY),
                secret(PRIVATE_KEY),
                in.text(PRIVATE_KEY_ID),
                json);
    }

    private void require(FileType type) {
        switch (type.kind) {
            case API_KEY -> need(API_KEY, "an API key");
            case OAUTH -> requireTokens();
            case SERVICE_ACCOUNT -> {
                need(EMAIL, "a service account");
                need(PRIVATE_KEY, "a service account");
                if (has(PRIVATE_KEY) && !PemKey.isReadable(in.text(PRIVATE_KEY))) {
                    problem(PRIVATE_KEY, "cannot be read (expected: an RSA key, PKCS #8 in PEM)");
                }
            }
        }
    }

    private void requireTokens() {
        if (!has(ACCESS_TOKEN) && !has(REFRESH_TOKEN)) {
            problem(REFRESH_TOKEN, "is missing, and so is access_token (expected: one of them)");
        }
        if (has(REFRESH_TOKEN)) {
            need(CLIENT_ID, "a refresh_token");
            need(CLIENT_SECRET, "a refresh_token");
        }
    }

    private @Nullable FileType type() {
        String word = in.text(TYPE);
        FileType type = word.isEmpty() ? likely() : FileType.named(word);
        if (type == null) {
            problem(
                    TYPE,
                    "is %s (expected: one of %s)"
                            .formatted(word.isEmpty() ? "missing" : "not known", FileType.words()));
        }
        return type;
    }

    /** The type of a file that does not name it. */
    private @Nullable FileType likely() {
        if (has(API_KEY)) {
            return FileType.API_KEY;
        }
        if (has(PRIVATE_KEY)) {
            return FileType.SERVICE_ACCOUNT;
        }
        return has(REFRESH_TOKEN) || has(ACCESS_TOKEN) ? FileType.OAUTH : null;
    }

    private URI tokenUri(FileType type) {
        if (!has(TOKEN_URI)) {
            if (type == FileType.OAUTH && has(REFRESH_TOKEN)) {
                need(TOKEN_URI, "a refresh_token");
            }
            return GOOGLE_TOKENS;
        }
        URI uri = uri(in.text(TOKEN_URI));
        if (uri == null || !hosts.allow(uri)) {
            problem(TOKEN_URI, "is not allowed (expected: https and one of the hosts %s)".formatted(hosts.listed()));
            return GOOGLE_TOKENS;
        }
        return uri;
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Instant expires() {
        String text = in.text(EXPIRES);
        Instant time = ExpiryTime.parse(text);
        if (time == null && !text.isEmpty()) {
            problem(EXPIRES, "is no time (expected: as in 2030-01-31T12:00:00Z, or seconds since 1970)");
        }
        return time;
    }

    private boolean has(CredentialField field) {
        return !in.text(field).isEmpty();
    }

    private Secret secret(CredentialField field) {
        return Secret.of(in.text(field));
    }

    private void need(CredentialField field, String by) {
        if (!has(field)) {
            problem(field, "is missing (expected: one, for %s)".formatted(by));
        }
    }

    private void problem(CredentialField field, String expected) {
        in.problems().add(new Problem(field.spelling(), expected));
    }
}
