package dev.parley.server.management.credentials;

import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import dev.parley.server.pool.Credential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host says of a credential, for an operator's eyes. */
final class Said {
    private Said() {}

    /** The failure's text without any secret of the credential, should the host have repeated one. */
    static String of(ChatException failure, Credential credential, @Nullable CredentialFile file) {
        ChatException clean = failure.without(credential.secret().reveal());
        if (credential.logIn() != null) {
            clean = clean.without(credential.logIn().password().reveal());
        }
        if (file != null) {
            for (Secret secret : List.of(
                    file.apiKey(), file.accessToken(), file.refreshToken(), file.clientSecret(), file.privateKey())) {
                clean = clean.without(secret.reveal());
            }
        }
        return Scrub.message(clean.error().getMessage());
    }
}
