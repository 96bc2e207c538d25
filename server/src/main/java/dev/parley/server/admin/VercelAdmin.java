package dev.parley.server.admin;

import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.SyncVercelResponse;
import dev.parley.admin.v1.VercelConfig;
import dev.parley.admin.v1.VercelStatus;
import dev.parley.server.access.Actor;
import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import dev.parley.server.publish.DeploymentTarget;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.Publication;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Publishing to Vercel (VC-01..VC-07). Thread-safe. */
public final class VercelAdmin {
    private static final String CONFIG_VARIABLE = "DS2API_CONFIG_JSON";
    private static final String REDEPLOYING = "Config synced, redeploying...";
    private static final String BY_HAND = "Config synced to Vercel, please trigger redeploy manually";
    private static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private final Admin.Vercel settings;
    private final Published published;
    private final MissingTokens tokens;
    private final DeploymentTarget target;
    private final InstantSource clock;

    /**
     * What is published, and what is known of it.
     *
     * @param config as it is in force
     * @param json the configuration as another gateway reads it, with secrets
     * @param keep remembers that it was published
     */
    public record Published(
            Supplier<ManagedConfig> config,
            Function<ManagedConfig, byte[]> json,
            BiConsumer<Actor, Publication> keep) {}

    /** {@code target} is not closed with this. */
    public VercelAdmin(
            Admin.Vercel settings,
            Published published,
            MissingTokens tokens,
            DeploymentTarget target,
            InstantSource clock) {
        this.settings = settings;
        this.published = published;
        this.tokens = tokens;
        this.target = target;
        this.clock = clock;
    }

    /** What the settings say. */
    public VercelConfig config() {
        return VercelConfig.newBuilder()
                .setHasToken(!settings.token().isEmpty())
                .setProjectId(textOrNull(settings.projectId()))
                .setTeamId(textOrNull(settings.teamId()))
                .build();
    }

    /**
     * Publishes what is in force. Blocks until the accounts without a token have tried to log in and Vercel has
     * answered.
     *
     * @throws dev.parley.server.error.ChatException what Vercel says, or INVALID_REQUEST if it is not known where to
     */
    public SyncVercelResponse sync(Actor actor, SyncVercelRequest request) {
        VercelRequest wanted = VercelRequest.of(request, settings);
        boolean validates = !request.hasAutoValidate() || request.getAutoValidate();
        List<ManagedAccount> accounts = published.config.get().accounts();
        List<String> failed = validates ? tokens.logIn(accounts) : List.of();
        ManagedConfig config = published.config.get();
        boolean saves = !request.hasSaveCredentials() || request.getSaveCredentials();
        Map<String, Secret> credentials = saves ? wanted.given() : Map.of();
        target.set(wanted.project(), variables(config, credentials));
        published.keep.accept(actor, new Publication(PublishedHash.of(config), clock.instant()));
        return told(target.redeploy(wanted.project()))
                .setValidatedAccounts(validated(accounts, validates, failed))
                .addAllFailedAccounts(failed)
                .addAllSavedCredentials(credentials.keySet())
                .build();
    }

    /** Whether what was published last is what is in force. */
    public VercelStatus status() {
        ManagedConfig config = published.config.get();
        Publication last = config.publication();
        if (last == null) {
            return VercelStatus.newBuilder().setLastSyncTime(NULL).build();
        }
        return VercelStatus.newBuilder()
                .setSynced(last.hash().equals(PublishedHash.of(config)))
                .setLastSyncTime(
                        Value.newBuilder().setNumberValue((double) last.at().getEpochSecond()))
                .setHasSyncedBefore(true)
                .build();
    }

    private Map<String, Secret> variables(ManagedConfig config, Map<String, Secret> credentials) {
        Map<String, Secret> variables = new LinkedHashMap<>();
        byte[] json = published.json.apply(config);
        variables.put(CONFIG_VARIABLE, Secret.of(Base64.getEncoder().encodeToString(json)));
        variables.putAll(credentials);
        return variables;
    }

    private static SyncVercelResponse.Builder told(Optional<String> deployment) {
        SyncVercelResponse.Builder told = SyncVercelResponse.newBuilder().setSuccess(true);
        return deployment
                .map(url -> told.setMessage(REDEPLOYING).setDeploymentUrl(url))
                .orElseGet(() -> told.setMessage(BY_HAND).setManualDeployRequired(true));
    }

    /** How many of the accounts have a token now. */
    private static int validated(List<ManagedAccount> accounts, boolean loggedIn, List<String> failed) {
        return (int) accounts.stream()
                .filter(account -> !account.token().isEmpty() || loggedIn && !failed.contains(account.id()))
                .count();
    }

    private static Value textOrNull(String text) {
        return text.isEmpty() ? NULL : Value.newBuilder().setStringValue(text).build();
    }
}
