package dev.parley.server;

import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose credentials may stand in environment variables: those of the provider of the profile gemini (MA-27). */
final class CredentialEnvironment {
    private static final String PROFILE = "gemini";

    private final String provider;
    private final Map<String, String> environment;

    CredentialEnvironment(Settings settings, Map<String, String> environment) {
        @Nullable ProfileSettings profile = settings.profiles().get(PROFILE);
        this.provider = profile != null && profile.enabled() ? profile.provider() : "";
        this.environment = environment;
    }

    /** The variables in which a provider's credentials may stand. */
    Map<String, String> of(String name) {
        return name.equals(provider) ? environment : Map.of();
    }
}
