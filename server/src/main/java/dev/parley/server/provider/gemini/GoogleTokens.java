package dev.parley.server.provider.gemini;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Renewals;
import dev.parley.server.provider.http.Upstream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches access tokens through Google's own library. Thread-safe. */
final class GoogleTokens {
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/cloud-platform");

    private final String provider;
    private final HttpTransportFactory transport;
    private final Renewals renewals;

    GoogleTokens(String provider, Upstream upstream, Renewals renewals) {
        this.provider = provider;
        this.renewals = renewals;
        TokenTransport carrier = new TokenTransport(upstream);
        this.transport = () -> carrier;
    }

    /** Whether there is a way to get the account a token. */
    static boolean canFetch(CredentialFile account) {
        return switch (account.kind()) {
            case API_KEY -> false;
            case OAUTH -> !account.refreshToken().isEmpty();
            case SERVICE_ACCOUNT -> true;
        };
    }

    /**
     * A new token of an account for which there is a way to get one. Blocks until its host has answered, at most 30 s.
     *
     * @throws ChatException blame CREDENTIAL if the host refused the account, TARGET if it failed
     */
    Shown fetch(CredentialFile account) {
        boolean worked = false;
        try {
            AccessToken token = credentials(account).refreshAccessToken();
            Shown shown = Shown.token(Secret.of(token.getTokenValue()), instant(token.getExpirationTime()), account);
            worked = true;
            return shown;
        } catch (ChatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library has no one failure for an answer that makes no sense.
            throw TokenFailures.of(provider, answer(e), e);
        } finally {
            renewals.fetched(worked);
        }
    }

    private GoogleCredentials credentials(CredentialFile account) throws IOException {
        return account.kind() == CredentialFile.Kind.SERVICE_ACCOUNT
                ? ServiceAccountCredentials.newBuilder()
                        .setClientEmail(account.email())
                        .setPrivateKeyString(account.privateKey().reveal())
                        .setPrivateKeyId(account.privateKeyId())
                        .setTokenServerUri(account.tokenUri())
                        .setScopes(SCOPES)
                        .setDefaultRetriesEnabled(false)
                        .setHttpTransportFactory(transport)
                        .build()
                : UserCredentials.newBuilder()
                        .setClientId(account.clientId())
                        .setClientSecret(account.clientSecret().reveal())
                        .setRefreshToken(account.refreshToken().reveal())
                        .setTokenServerUri(account.tokenUri())
                        .setHttpTransportFactory(transport)
                        .build();
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }

    /** What the host answered, somewhere below what the library made of it; null if nothing. */
    private static @Nullable HttpResponseException answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return answer;
            }
        }
        return null;
    }
}
