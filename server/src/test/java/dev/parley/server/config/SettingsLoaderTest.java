package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Design section 5: settings by file, variable and command line")
class SettingsLoaderTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("The design's whole configuration by variables alone")
    void readsVariables() {
        Settings settings = load(Map.of(
                        "PARLEY_SERVER_PORT", "9999",
                        "PARLEY_ACCESS_API_KEYS", "a, b",
                        "PARLEY_PROVIDERS_UP_TYPE", "openai",
                        "PARLEY_PROVIDERS_UP_BASE_URL", "http://127.0.0.1:9000/v1",
                        "PARLEY_PROVIDERS_UP_API_KEYS", "k1,k2",
                        "PARLEY_PROVIDERS_UP_MODELS", "gpt-4,gpt-4o",
                        "PARLEY_PROVIDERS_UP_POOL_COOLDOWN_RATE_LIMITED_MAX", "90s",
                        "PARLEY_ROUTES_FALLBACKS_GPT_4", "up/gpt-4,builtin/echo"))
                .settings();
        assertThat(settings.server().port()).isEqualTo(9999);
        assertThat(settings.access().apiKeys()).extracting(Secret::reveal).containsExactly("a", "b");
        ProviderSettings up = settings.providers().get("up");
        assertThat(up.type()).isEqualTo(ProviderSettings.Type.OPENAI);
        assertThat(up.models()).extracting(ProviderSettings.ModelSettings::id).containsExactly("gpt-4", "gpt-4o");
        assertThat(up.pool().cooldown().rateLimitedMax()).isEqualTo(Duration.ofSeconds(90));
        assertThat(up.timeouts()).isEqualTo(settings.timeouts());
        assertThat(settings.routes().fallbacks()).containsEntry("gpt-4", List.of("up/gpt-4", "builtin/echo"));
    }

    @Test
    @DisplayName("DS-10: accounts with keys in a file, and as texts in a variable; no password is explained")
    void readsAccounts() throws Exception {
        Path file = write("""
                providers:
                  ds:
                    type: deepseek
                    base-url: http://127.0.0.1:9
                    options: {form: session}
                    accounts: [{email: a@x.org, password: pw-1}, {mobile: 467, password: pw-2, token: t-2}, secret-token]
                """);
        var loaded = SettingsLoader.load(new SettingsLoader.Request(Map.of(), file, List.of(), Map.of()));
        ProviderSettings ds = loaded.settings().providers().get("ds");
        assertThat(ds.accounts())
                .containsExactly(
                        account("a@x.org", null, "pw-1", null),
                        account(null, "467", "pw-2", "t-2"),
                        account(null, null, null, "secret-token"));
        assertThat(ds.pool().selection()).isEqualTo(PoolSettings.Selection.TOKEN_FIRST);
        assertThat(loaded.explained().toString()).doesNotContain("pw-1", "secret-token");
        Map<String, String> variable = Map.of("PARLEY_PROVIDERS_DS_ACCOUNTS", "b@x.org:p:w, 468:pw, t-4");
        loaded = SettingsLoader.load(new SettingsLoader.Request(variable, file, List.of(), Map.of()));
        assertThat(loaded.settings().providers().get("ds").accounts())
                .containsExactly(
                        account("b@x.org", null, "p:w", null),
                        account(null, "468", "pw", null),
                        account(null, null, null, "t-4"));
    }

    private static ProviderSettings.AccountSettings account(
            @Nullable String email, @Nullable String mobile, @Nullable String password, @Nullable String token) {
        return new ProviderSettings.AccountSettings(
                email, mobile, password == null ? null : Secret.of(password), token == null ? null : Secret.of(token));
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_PROVIDERS_MY_HOST_BASE_URL, my-host, base-url",
        "PARLEY_PROVIDERS_X_KEY_FILE, x, key-file",
        "PARLEY_PROVIDERS_A_B_RETRY_MAX_ATTEMPTS, a-b, retry",
    })
    @DisplayName("A name in a variable is what stands before the longest key")
    void splitsNames(String variable, String name, String key) {
        Tree.Branch tree = Variables.read(Map.of(variable, "1"), new java.util.ArrayList<>());
        assertThat(tree.branch("providers").branch(name).children()).containsKey(key);
    }

    @Test
    @DisplayName("Rising precedence: defaults, file, variables, command line")
    void laysOneOverTheOther() throws Exception {
        Path file = write("server: {port: 1111, host: 127.0.0.2, max-open-calls: 5}\n");
        var loaded = SettingsLoader.load(new SettingsLoader.Request(
                Map.of("PARLEY_SERVER_PORT", "2222", "PARLEY_SERVER_MAX_OPEN_CALLS", "6"),
                file,
                List.of(),
                Map.of("server.port", "3333")));
        assertThat(loaded.settings().server().port()).isEqualTo(3333);
        assertThat(loaded.settings().server().maxOpenCalls()).isEqualTo(6);
        assertThat(loaded.settings().server().host()).isEqualTo("127.0.0.2");
        assertThat(origin(loaded, "server.port")).isEqualTo("command line");
        assertThat(origin(loaded, "server.max-open-calls")).contains("PARLEY_SERVER_MAX_OPEN_CALLS");
        assertThat(origin(loaded, "server.host")).endsWith("settings.yaml:1");
        assertThat(origin(loaded, "timeouts.idle")).contains("parley.yaml");
    }

    @Test
    @DisplayName("All problems at once, each with its place and what was meant")
    void tellsAllProblems() throws Exception {
        Path file =
                write("server:\n  prot: 1\n  port: many\ntimeouts:\n  idle: soon\nproviders:\n  up: {type: openapi}\n");
        List<String> problems = problems(Map.of("PARLEY_SERVER_PRT", "1"), file);
        assertThat(problems).hasSize(5);
        assertThat(problems).anyMatch(p -> p.contains("PARLEY_SERVER_PRT") && p.contains("PARLEY_SERVER_PORT"));
        assertThat(problems).anyMatch(p -> p.contains("settings.yaml:2") && p.contains("did you mean server.port?"));
        assertThat(problems).anyMatch(p -> p.contains("settings.yaml:3") && p.contains("'many'"));
        assertThat(problems).anyMatch(p -> p.contains("timeouts.idle") && p.contains("30s"));
        assertThat(problems).anyMatch(p -> p.contains("providers.up.type") && p.contains("openai, anthropic"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: [           | line 1",
                "- a                 | is not a YAML mapping",
                "a: 1                | a is an unknown key",
                "admin: {provider: nobody}  | admin.provider is 'nobody' (expected: the name of an enabled provider",
                "admin: {provider: builtin} | admin.provider is 'builtin' (expected: the name of an enabled provider",
                "access: {api-keys: ['${NO_SUCH_VARIABLE}']} | NO_SUCH_VARIABLE is not set",
                "server: {host: 0.0.0.0}~access: {allow-anonymous: true} | access.allow-anonymous",
                "server: {host: 0.0.0.0}~access: {admin-key: admin} | access.admin-key",
                "server: {port: 70000} | server.port",
                "providers: {up: {type: openai}} | providers.up.base-url is missing",
                "routes: {fallbacks: {m: [nobody/m]}} | nobody/m",
            })
    void refuses(String yaml, String fragment) throws Exception {
        assertThat(problems(Map.of(), write(yaml.replace('~', '\n')))).anyMatch(p -> p.contains(fragment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann:planted@host.example/v1", "https://planted@host.example", "x//planted @a@b"})
    @DisplayName("SEC-01: a secret in an address is refused, and not told")
    void refusesUserInAddress(String address) throws Exception {
        List<String> problems =
                problems(Map.of(), write("providers: {up: {type: openai, base-url: '%s'}}\n".formatted(address)));
        assertThat(problems)
                .anyMatch(p -> p.contains("providers.up.base-url") && p.contains("without a user"))
                .noneMatch(p -> p.contains("planted"));
    }

    @ParameterizedTest
    @EnumSource(BrokenFiles.class)
    @DisplayName("faults 8: whatever stands in the place of the file")
    void refusesWhateverStandsInItsPlace(BrokenFiles broken) throws Exception {
        Path file = folder.resolve("broken.yaml");
        broken.write(file);
        assertThat(problems(Map.of(), file)).anyMatch(p -> p.contains(file.toString()));
    }

    @Test
    void readsFileOfCommentsAlone() throws Exception {
        Path file = write("# as it is\n");
        var request = new SettingsLoader.Request(Map.of(), file, List.of(), Map.of());
        assertThat(SettingsLoader.load(request).settings().server().port()).isEqualTo(8080);
    }

    @Test
    void refusesMissingFile() {
        assertThat(problems(Map.of(), folder.resolve("nope.yaml"))).anyMatch(p -> p.contains("does not exist"));
    }

    @Test
    @DisplayName("CF-04, DS-12, DS-14: the variables of ds2api; the first of two names wins")
    void readsDs2Api() {
        Settings settings = ds2api(Map.ofEntries(
                        Map.entry("PORT", "5123"),
                        Map.entry("LOG_LEVEL", "WARN"),
                        Map.entry("DS2API_ADMIN_KEY", "key-of-admin"),
                        Map.entry("DS2API_JWT_EXPIRE_HOURS", "48"),
                        Map.entry("DS2API_ACCOUNT_MAX_INFLIGHT", "3"),
                        Map.entry("DS2API_ACCOUNT_CONCURRENCY", "4"),
                        Map.entry("DS2API_ACCOUNT_QUEUE_SIZE", "0"),
                        Map.entry("DS2API_CONFIG_JSON", ""),
                        Map.entry("CONFIG_JSON", "{}"),
                        Map.entry("VERCEL_TEAM_ID", "team-1")))
                .settings();
        assertThat(settings.profiles().get("ds2api").port()).isEqualTo(5123);
        assertThat(settings.log().level()).isEqualTo(Log.Level.WARN);
        assertThat(settings.access().adminKey().reveal()).isEqualTo("key-of-admin");
        assertThat(settings.access().sessionHours()).isEqualTo(48);
        PoolSettings pool = settings.providers().get("deepseek").pool();
        assertThat(pool.maxInFlight()).isEqualTo(3);
        assertThat(pool.maxQueue().among(9)).isZero();
        assertThat(settings.admin().configJson().reveal()).isEqualTo("{}");
        assertThat(settings.admin().vercel().teamId()).isEqualTo("team-1");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, many",
        "PORT, 70000",
        "LOG_LEVEL, loud",
        "DS2API_JWT_EXPIRE_HOURS, 0",
        "DS2API_JWT_EXPIRE_HOURS, 721",
        "DS2API_ACCOUNT_MAX_INFLIGHT, 0",
        "DS2API_ACCOUNT_CONCURRENCY, -1",
        "DS2API_ACCOUNT_MAX_QUEUE, -1",
        "DS2API_ACCOUNT_QUEUE_SIZE, some",
    })
    @DisplayName("DS-12, DS-14: a value that will not do is passed over with a warning")
    void warnsOfSeedVariables(String variable, String value) {
        var loaded = ds2api(Map.of(variable, value));
        assertThat(loaded.warnings()).singleElement().asString().contains(variable, "'" + value + "'", "expected:");
        assertThat(loaded.settings()).isEqualTo(ds2api(Map.of()).settings());
    }

    private SettingsLoader.Loaded ds2api(Map<String, String> environment) {
        return SettingsLoader.load(new SettingsLoader.Request(environment, null, List.of("ds2api"), Map.of()));
    }

    @Test
    @DisplayName("DS-05: direct tokens want a provider of DeepSeek's type")
    void refusesDirectTokens_ofOtherProviders() throws Exception {
        Path file = write("profiles: {puter: {enabled: true, direct-tokens: true}}\n");
        assertThat(problems(Map.of(), file)).anyMatch(p -> p.contains("profiles.puter.direct-tokens"));
    }

    @Test
    @DisplayName("A profile has its settings and its system's variables, below PARLEY_ ones")
    void readsProfile() {
        Settings settings = SettingsLoader.load(new SettingsLoader.Request(
                        Map.of(
                                "PORT", "8123",
                                "KEY_FILE_PATH", "some/keys.txt",
                                "MAX_KEY_RETRIES", "5",
                                "PARLEY_PROVIDERS_MEGALLM_RETRY_MAX_ATTEMPTS", "4"),
                        null,
                        List.of("megallm"),
                        Map.of()))
                .settings();
        ProfileSettings profile = settings.profiles().get("megallm");
        assertThat(profile.port()).isEqualTo(8123);
        assertThat(profile.defaultModel()).isEqualTo("openai-gpt-oss-120b");
        ProviderSettings provider = settings.providers().get("megallm");
        assertThat(provider.keyFile()).isEqualTo(Path.of("some/keys.txt"));
        assertThat(provider.retry().maxAttempts()).isEqualTo(4);
        assertThat(provider.timeouts().total()).isEqualTo(Duration.ofSeconds(120));
        assertThat(provider.timeouts().idle()).isEqualTo(settings.timeouts().idle());
    }

    @Test
    void refusesUnknownProfile() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> SettingsLoader.load(new SettingsLoader.Request(Map.of(), null, List.of("ds2pai"), Map.of())));
        assertThat(failure.problems()).anyMatch(p -> p.contains("ds2pai") && p.contains("megallm"));
    }

    @Test
    @DisplayName("PUT-06, PUT-22, PUT-31: a provider has the defaults of its type, under its own settings")
    void laysProvidersOverTheirType() {
        ProviderSettings puter = load(Map.of(
                        "PARLEY_PROVIDERS_MINE_TYPE", "puter",
                        "PARLEY_PROVIDERS_MINE_POOL_MAX_QUEUE", "5",
                        "PARLEY_PROVIDERS_MINE_OPTIONS_WEB_BASE", "http://127.0.0.1:1"))
                .settings()
                .providers()
                .get("mine");
        assertThat(puter.baseUrl()).hasToString("https://api.puter.com");
        assertThat(puter.pool().maxInFlight()).isEqualTo(2);
        assertThat(puter.pool().maxQueue()).isEqualTo(QueueSize.of(5));
        assertThat(puter.pool().cooldown().quota()).isEqualTo(Duration.ofHours(24));
        assertThat(puter.options())
                .containsEntry("web-base", "http://127.0.0.1:1")
                .containsKey("groq-models");
    }

    @Test
    @DisplayName("SEC-01: explain masks secrets")
    void masksSecrets() {
        var loaded = load(Map.of("PARLEY_ACCESS_API_KEYS", "visible-nowhere"));
        assertThat(loaded.explained().toString()).contains("access.api-keys[0]").doesNotContain("visible-nowhere");
        assertThat(loaded.settings().toString()).doesNotContain("visible-nowhere");
    }

    private SettingsLoader.Loaded load(Map<String, String> environment) {
        return SettingsLoader.load(new SettingsLoader.Request(environment, null, List.of(), Map.of()));
    }

    private static List<String> problems(Map<String, String> environment, @Nullable Path file) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> SettingsLoader.load(new SettingsLoader.Request(environment, file, List.of(), Map.of())));
        assertThat(failure).isNotNull();
        return failure.problems();
    }

    private static String origin(SettingsLoader.Loaded loaded, String path) {
        return loaded.explained().stream()
                .filter(line -> line.path().equals(path))
                .findFirst()
                .orElseThrow()
                .origin();
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }
}
