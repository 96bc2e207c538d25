package dev.parley.server.admin;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.config.Timeouts;
import dev.parley.server.conversation.Conversations;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionDialect;
import dev.parley.server.dialect.deepseek.SessionFormat;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.metrics.Watched;
import dev.parley.server.pool.CredentialIds;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.pool.LogIn;
import dev.parley.server.pool.MonotonicClock;
import dev.parley.server.pool.PoolKind;
import dev.parley.server.provider.deepseek.DeepSeekApiProvider;
import dev.parley.server.provider.deepseek.DeepSeekSessionProvider;
import dev.parley.server.provider.deepseek.ReasoningHistory;
import dev.parley.server.provider.http.ApacheUpstream;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.store.KeptTurns;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.StoreException;
import dev.parley.server.usage.UsageLedger;
import dev.parley.testkit.FakeDeepSeek;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The provider, its pool and the probe as the gateway puts them together, before a fake host. */
final class Bench implements AutoCloseable {
    final FakeDeepSeek host = new FakeDeepSeek();
    final InstantSource clock = new MonotonicClock();
    final UsageLedger ledger = Watched.ledger(clock);
    final DeepSeekSessionProvider provider;
    final LeasingPool pool;
    final AccountProbe probe;
    volatile ManagedConfig config;
    private final Timeouts timeouts;

    /** Conversations that cannot be kept. */
    static Conversations conversations(Settings settings) {
        Supplier<KeptTurns> none = () -> {
            throw new StoreException("There is no store.", null);
        };
        return new Conversations(none, settings.responses(), InstantSource.system());
    }

    private Bench(Duration limit, List<ManagedAccount> accounts) {
        config = new ManagedConfig(List.of(), accounts, ModelMapping.UNSET, null);
        ProviderSettings settings = settings(Map.of(
                        "PARLEY_PROVIDERS_DS_TYPE", "deepseek",
                        "PARLEY_PROVIDERS_DS_BASE_URL", host.url(),
                        "PARLEY_PROVIDERS_DS_OPTIONS_FORM", "session",
                        "PARLEY_PROVIDERS_DS_POOL_MAX_IN_FLIGHT", "1"))
                .providers()
                .get("ds");
        timeouts = settings.timeouts();
        SessionFormat format = SessionFormat.of(settings.options());
        HttpHost http = new HttpHost(
                "ds",
                URI.create(host.url()),
                Map.of(),
                new SessionDialect(format, "", DeepSeekModel.CHAT),
                new ApacheUpstream(timeouts),
                clock);
        provider = new DeepSeekSessionProvider("ds", http, List.of(), format, settings.options(), null);
        pool = new LeasingPool(
                "ds",
                PoolKind.ACCOUNTS,
                accounts.stream()
                        .map(account -> CredentialIds.account(
                                new LogIn(account.email(), account.mobile(), account.password()), account.token()))
                        .toList(),
                settings.pool(),
                clock);
        probe = new AccountProbe(provider, pool::beside, new ProbeChat(ledger, clock), clock, limit);
    }

    /** Accounts that the host knows: {@code login:password}, or a token. */
    static Bench of(String... credentials) {
        return within(Duration.ofSeconds(20), credentials);
    }

    static Bench within(Duration limit, String... credentials) {
        Bench bench =
                new Bench(limit, Arrays.stream(credentials).map(Bench::account).toList());
        Arrays.stream(credentials).forEach(bench.host::know);
        return bench;
    }

    /** What an environment sets. */
    static Settings settings(Map<String, String> environment) {
        return SettingsLoader.load(new SettingsLoader.Request(environment, null, List.of(), Map.of()))
                .settings();
    }

    /** The public API at this address. */
    DeepSeekApiProvider api(String address) {
        OpenAiDialect dialect = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1");
        HttpHost http = new HttpHost("ds", URI.create(address), Map.of(), dialect, new ApacheUpstream(timeouts), clock);
        return new DeepSeekApiProvider("ds", http, List.of(), ReasoningHistory.of(Map.of()));
    }

    AccountTests tests() {
        return new AccountTests(probe, () -> config);
    }

    static ManagedAccount account(String credential) {
        int colon = credential.indexOf(':');
        String login = colon < 0 ? "" : credential.substring(0, colon);
        Secret password = Secret.of(credential.substring(colon + 1));
        Secret none = Secret.of("");
        if (colon < 0) {
            Secret token = Secret.of(credential);
            String id = CredentialIds.account(new LogIn("", "", none), token).id();
            return new ManagedAccount(id, "", "", none, token);
        }
        boolean mobile = login.startsWith("+");
        return new ManagedAccount(login, mobile ? "" : login, mobile ? login : "", password, none);
    }

    @Override
    public void close() {
        provider.close();
        host.close();
    }
}
