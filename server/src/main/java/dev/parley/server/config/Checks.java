package dev.parley.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What the types of the settings cannot say. */
final class Checks {
    private static final List<String> WEAK = List.of("admin", "changeme", "password", "secret", "demo");

    private static final Map<ProviderSettings.Type, List<String>> FORMS = Map.of(
            ProviderSettings.Type.DEEPSEEK, List.of("api", "session"),
            ProviderSettings.Type.GEMINI, List.of("api", "vertex"));

    private static final int SESSION_HOURS_MOST = 720;

    private Checks() {}

    static void run(Settings settings, List<String> problems) {
        Server server = settings.server();
        Access access = settings.access();
        port("server.port", server.port(), problems);
        connections(settings.connections(), problems);
        if (settings.memory().refuseAt() == 0 || settings.memory().shedAt() == 0) {
            problems.add("memory.refuse-at or memory.shed-at is 0 (expected: 1 to 100, or 101 for never).");
        }
        if (access.sessionHours() < 1 || access.sessionHours() > SESSION_HOURS_MOST) {
            problems.add("access.session-hours is %d (expected: 1 to %d)."
                    .formatted(access.sessionHours(), SESSION_HOURS_MOST));
        }
        boolean remote = !isLoopback(server.host());
        if (remote && access.allowAnonymous()) {
            problems.add(
                    "access.allow-anonymous is true and server.host is '%s' (expected: a loopback address, or keys)."
                            .formatted(server.host()));
        }
        weak("access.admin-key", access.adminKey(), remote || isAdminRemote(settings), problems);
        boolean managedRemotely = remote || isManagedRemotely(settings);
        weak("access.management-key", access.managementKey(), managedRemotely, problems);
        weak("management.read-only-key", settings.management().readOnlyKey(), managedRemotely, problems);
        access.apiKeys().forEach(key -> weak("access.api-keys", key, remote, problems));
        TlsChecks.run(server.tls(), problems);
        probe(settings.probe(), problems);
        settings.profiles().forEach((name, profile) -> profile(name, profile, settings, problems));
        settings.providers().forEach((name, provider) -> provider(name, provider, problems));
        administered(settings, problems);
        shown(settings, problems);
        ManagementChecks.run(settings, problems);
        fallbacks(settings, problems);
        prefixes("fake-streaming", settings.registry().fakeStreamingPrefixes(), problems);
        prefixes("anti-truncation", settings.registry().antiTruncationPrefixes(), problems);
    }

    private static void connections(ConnectionSettings connections, List<String> problems) {
        positive("request-head", connections.requestHead().isPositive(), connections.requestHead(), problems);
        positive("request-body", connections.requestBody().isPositive(), connections.requestBody(), problems);
        positive("min-body-rate", connections.minBodyRate() > 0, connections.minBodyRate(), problems);
        positive("idle", connections.idle().isPositive(), connections.idle(), problems);
        positive("max-control-frames", connections.maxControlFrames() > 0, connections.maxControlFrames(), problems);
    }

    private static void positive(String key, boolean isPositive, Object value, List<String> problems) {
        if (!isPositive) {
            problems.add("connections.%s is %s (expected: more than 0).".formatted(key, value));
        }
    }

    private static void prefixes(String kind, List<String> spellings, List<String> problems) {
        if (spellings.isEmpty() || spellings.stream().anyMatch(String::isBlank)) {
            problems.add(
                    "registry.%s-prefixes is %s (expected: one or more, none of them empty; to have no variants, %s)."
                            .formatted(kind, spellings, "registry.variants: false"));
        }
    }

    /** What metrics and usage are shown by. */
    private static void shown(Settings settings, List<String> problems) {
        MetricsSettings metrics = settings.metrics();
        if (!metrics.path().startsWith("/")) {
            problems.add("metrics.path is '%s' (expected: a path, such as /metrics).".formatted(metrics.path()));
        }
        if (!metrics.aliasPrefix().matches("([a-zA-Z_][a-zA-Z0-9_]*)?")) {
            problems.add("metrics.alias-prefix is '%s' (expected: letters, digits and underscores, such as gcli2api_)."
                    .formatted(metrics.aliasPrefix()));
        }
        Duration interval = settings.usage().resetInterval();
        if (!interval.equals(interval.truncatedTo(ChronoUnit.MINUTES))) {
            problems.add("usage.reset-interval is %s (expected: whole minutes, such as 24h, or 0s for never)."
                    .formatted(interval));
        }
        try {
            ZoneId.of(settings.usage().zone());
        } catch (DateTimeException e) {
            problems.add("usage.zone is '%s' (expected: a time zone, such as UTC or Europe/Berlin)."
                    .formatted(settings.usage().zone()));
        }
    }

    private static void probe(ProbeSettings probe, List<String> problems) {
        long millis = probe.timeout().toMillis();
        if (millis < 1000 || millis > 60_000) {
            problems.add("probe.timeout is %d ms (expected: 1s to 60s).".formatted(millis));
        }
        if (probe.disableModelBelow() < 0 || probe.disableModelBelow() > 100) {
            problems.add("probe.disable-model-below is %d (expected: 0 to 100).".formatted(probe.disableModelBelow()));
        }
        if (probe.enabled() && !CronTimes.isLegal(probe.schedule())) {
            problems.add(
                    "probe.schedule is '%s' (expected: minute, hour, day of month, month and day of week, such as '0 7 * * *')."
                            .formatted(probe.schedule()));
        }
    }

    /** The admin API keeps accounts in a provider's pool, so there has to be one. */
    private static void administered(Settings settings, List<String> problems) {
        String name = settings.admin().provider();
        ProviderSettings provider = settings.providers().get(name);
        boolean pooled = provider != null && provider.enabled() && provider.type() != ProviderSettings.Type.BUILTIN;
        if (!name.isEmpty() && !pooled) {
            problems.add("admin.provider is '%s' (expected: the name of an enabled provider that has credentials)."
                    .formatted(name));
        }
    }

    private static void profile(String name, ProfileSettings profile, Settings settings, List<String> problems) {
        String path = "profiles." + name;
        port(path + ".port", profile.port(), problems);
        ProviderSettings provider = settings.providers().get(profile.provider());
        if (profile.directTokens() && (provider == null || provider.type() != ProviderSettings.Type.DEEPSEEK)) {
            problems.add("%s.direct-tokens is true and %s.provider is '%s' (expected: a provider of type deepseek)."
                    .formatted(path, path, profile.provider()));
        }
        boolean managed =
                provider != null && profile.provider().equals(settings.admin().provider());
        boolean keyless = profile.allowAnonymous() || profile.directTokens() || managed;
        if (profile.enabled() && profile.apiKeys().isEmpty() && !keyless) {
            problems.add(
                    "%s.api-keys is empty (expected: at least one key, or %s.allow-anonymous).".formatted(path, path));
        }
        if (profile.allowAnonymous() && !profile.allowRemoteAnonymous() && !isLoopback(profile.host())) {
            problems.add(
                    "%s.host is '%s' and calls need no key (expected: a loopback address, or %s.allow-remote-anonymous)."
                            .formatted(path, profile.host(), path));
        }
    }

    private static void provider(String name, ProviderSettings provider, List<String> problems) {
        if (name.contains("/")) {
            problems.add("providers.%s: the name holds a slash (expected: none, since 'provider/model' names a target)."
                    .formatted(name));
        }
        boolean vertex = "vertex".equals(provider.options().get("form"));
        if (provider.type() != ProviderSettings.Type.BUILTIN && provider.baseUrl() == null && !vertex) {
            problems.add(
                    "providers.%s.base-url is missing (expected: such as https://api.example.com/v1).".formatted(name));
        }
        form("providers.%s.options.form".formatted(name), provider, problems);
        if (vertex && provider.options().getOrDefault("vertex-project", "").isEmpty()) {
            problems.add("providers.%s.options.vertex-project is missing (expected: a Google Cloud project's id)."
                    .formatted(name));
        }
        boolean files = !provider.credentialFiles().isEmpty() || provider.credentialsDir() != null;
        if (files && provider.type() != ProviderSettings.Type.GEMINI) {
            problems.add("providers.%s has credential files (expected: none, since its type is not gemini)."
                    .formatted(name));
        }
        for (int i = 0; i < provider.accounts().size(); i++) {
            account("providers.%s.accounts[%d]".formatted(name, i), provider, i, problems);
        }
    }

    private static void form(String path, ProviderSettings provider, List<String> problems) {
        String form = provider.options().getOrDefault("form", "");
        List<String> forms = FORMS.getOrDefault(provider.type(), List.of(form));
        if (!forms.contains(form)) {
            problems.add("%s is '%s' (expected: one of %s).".formatted(path, form, forms));
        }
    }

    /** Only the type that knows sessions can log in, and only in that form. */
    private static void account(String path, ProviderSettings provider, int index, List<String> problems) {
        ProviderSettings.AccountSettings account = provider.accounts().get(index);
        boolean logsIn = "session".equals(provider.options().get("form"));
        if (account.token() == null && !(logsIn && account.canLogIn())) {
            problems.add("%s has no token%s."
                    .formatted(
                            path,
                            logsIn
                                    ? " and cannot log in (expected: a token, or a password with an email or a mobile)"
                                    : " (expected: one, since this provider has no log-in)"));
        }
    }

    private static void fallbacks(Settings settings, List<String> problems) {
        for (Map.Entry<String, List<String>> route :
                settings.routes().fallbacks().entrySet()) {
            for (String target : route.getValue()) {
                int slash = target.indexOf('/');
                if (slash <= 0 || !settings.providers().containsKey(target.substring(0, slash))) {
                    problems.add(
                            "routes.fallbacks.%s names '%s' (expected: provider/model, with one of the providers %s)."
                                    .formatted(
                                            route.getKey(),
                                            target,
                                            settings.providers().keySet()));
                }
            }
        }
    }

    private static void port(String path, int port, List<String> problems) {
        if (port > 65535) {
            problems.add("%s is %d (expected: 0 to 65535).".formatted(path, port));
        }
    }

    private static void weak(String path, Secret secret, boolean remote, List<String> problems) {
        if (remote && WEAK.stream().anyMatch(secret::matches)) {
            problems.add(
                    "%s is a well-known word and a listener that takes it is not on loopback (expected: a long random text)."
                            .formatted(path));
        }
    }

    /** Whether the admin key opens something on a profile's listener that others can reach. */
    private static boolean isAdminRemote(Settings settings) {
        return settings.profiles().values().stream()
                .anyMatch(profile ->
                        profile.enabled() && (profile.admin() || profile.keyRoutes()) && !isLoopback(profile.host()));
    }

    /** Whether the management key opens something there. */
    private static boolean isManagedRemotely(Settings settings) {
        return settings.profiles().values().stream()
                .anyMatch(profile -> profile.enabled() && profile.management() && !isLoopback(profile.host()));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
