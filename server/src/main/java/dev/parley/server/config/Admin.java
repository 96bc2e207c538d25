package dev.parley.server.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API administers.
 *
 * @param provider whose accounts, and the caller keys that open it; empty: the API is off
 * @param configJson the configuration itself, as JSON or base64 of it; changes are lost at the end (CF-01)
 * @param configFile a JSON file that holds it and is rewritten on changes (CF-02); unset: the store holds it
 * @param createConfigFile whether that file is made if it is not there; else the store holds it until somebody makes it
 */
public record Admin(
        String provider, Secret configJson, @Nullable Path configFile, boolean createConfigFile, Vercel vercel) {

    /**
     * The deployment target.
     *
     * @param token empty if there is none
     * @param projectId empty if there is none
     * @param teamId empty if there is none
     */
    public record Vercel(URI baseUrl, Secret token, String projectId, String teamId) {}
}
