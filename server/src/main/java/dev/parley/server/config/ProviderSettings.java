package dev.parley.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider.
 *
 * @param baseUrl where its API is; unset: the type's own
 * @param apiKeys its credentials
 * @param accounts credentials that may have to log in first
 * @param keyFile more credentials, one a line; read again when it changes (MG-07)
 * @param credentialFiles JSON files that hold a credential each (MA-27); of type gemini only
 * @param credentialsDir a folder of such files; links in it are passed over
 * @param models model names it serves; empty: it is asked
 * @param headers sent with every request
 * @param timeouts unset ones are those of the whole gateway
 * @param fallbacks models that stand in for others
 * @param tools whether its models take tools themselves
 */
public record ProviderSettings(
        Type type,
        boolean enabled,
        @Nullable URI baseUrl,
        List<Secret> apiKeys,
        List<AccountSettings> accounts,
        @Nullable Path keyFile,
        List<Path> credentialFiles,
        @Nullable Path credentialsDir,
        List<ModelSettings> models,
        Map<String, Secret> headers,
        Timeouts timeouts,
        PoolSettings pool,
        RetrySettings retry,
        FallbackSettings fallbacks,
        Tools tools,
        ToolEmulationSettings toolEmulation,
        Map<String, String> options) {

    /** What the provider speaks. */
    public enum Type {
        BUILTIN,
        OPENAI,
        ANTHROPIC,
        GEMINI,
        PUTER,
        DEEPSEEK
    }

    /** Who sees to tools. */
    public enum Tools {
        /** The provider. */
        NATIVE,
        /** Parley, in the prompt and in the text of the answer. */
        EMULATE
    }

    /**
     * An account; in YAML either these keys or one text: {@code login:password}, or a token. It has a token, or a
     * password and an email or a mobile number, or both.
     */
    public record AccountSettings(
            @Nullable String email,
            @Nullable String mobile,
            @Nullable Secret password,
            @Nullable Secret token) {
        /** Whether there is all that a log-in takes. */
        public boolean canLogIn() {
            return password != null && (email != null || mobile != null);
        }
    }

    /**
     * A model of a static list; in YAML either a name alone or these keys.
     *
     * @param contextLength tokens; 0 if unknown
     * @param ownedBy empty if unknown
     */
    public record ModelSettings(String id, int contextLength, String ownedBy) {}
}
