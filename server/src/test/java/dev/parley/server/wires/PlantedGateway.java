package dev.parley.server.wires;

import dev.parley.server.Gateway;
import dev.parley.server.config.SettingsLoader;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.FakeVercel;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A gateway that has every kind of credential, each {@link Planted}, with the hosts they are for. */
final class PlantedGateway implements AutoCloseable {
    /** A model for each way to a host; the last one's account logs in. */
    static final List<String> MODELS = List.of(
            "up/m", "filed/m", "resp/m", "cl/m", "gem/gemini-2.5-flash", "pu/m", "tls/m", "deepseek/deepseek-chat");

    final Collector collector = new Collector();
    final FakeDeepSeek sessions =
            new FakeDeepSeek("ann@x.org:" + Planted.ACCOUNT_PASSWORD.value(), Planted.ACCOUNT_TOKEN.value());
    final FakeVercel vercel = new FakeVercel(Planted.VERCEL_TOKEN.value(), "");
    final Path data;
    final Map<String, String> environment = new HashMap<>();
    final SettingsLoader.Loaded loaded;
    final Gateway gateway;

    private volatile Function<ReceivedRequest, Reply> fault = request -> null;
    private final FakeUpstream host = FakeUpstream.lax(this::answer);

    PlantedGateway(Path folder) throws IOException {
        data = folder.resolve("data");
        access(folder);
        providers(folder);
        loaded = Gateway.loaded(List.of("ds2api"), environment);
        gateway = Gateway.start(loaded);
        Planted.STORE_KEY.is(Files.readAllLines(key()).getLast());
    }

    /** The one file that holds a secret as it is: that which opens the others. */
    Path key() {
        return data.resolve("key");
    }

    /** What hosts do from now on; null for what they do well. */
    void fault(EchoFault now) {
        fault = now == null ? request -> null : now::to;
        for (String path : List.of(FakeDeepSeek.COMPLETION, FakeDeepSeek.SESSION, FakeDeepSeek.LOG_IN)) {
            sessions.at(path, now == null ? request -> null : now::to);
        }
    }

    /** All that hosts were sent. */
    String seenByHosts() {
        return host.requests().toString() + sessions.requests() + vercel.requests() + collector.told();
    }

    private Reply answer(ReceivedRequest request) {
        Reply failure = fault.apply(request);
        if (failure != null) {
            return failure;
        }
        if (request.path().contains("/tokens")) {
            return Reply.json(
                    200, "{\"access_token\":\"%s\",\"expires_in\":1}".formatted(Planted.ACCESS_TOKEN.value()));
        }
        return request.path().endsWith("/models") ? Reply.json(200, "{\"data\":[{\"id\":\"m\"}]}") : Hosts.whole("hi");
    }

    private void access(Path folder) {
        set("SERVER_PORT", "0", "DATA_DIR", data.toString(), "LOG_LEVEL", "debug");
        set("MEMORY_REFUSE_AT", "101", "MEMORY_SHED_AT", "101");
        set("ACCESS_API_KEYS", Planted.CALLER_KEY.value(), "ACCESS_ADMIN_KEY", Planted.ADMIN_KEY.value());
        set("ACCESS_JWT_SECRET", Planted.JWT_SECRET.value());
        set("ACCESS_MANAGEMENT_KEY", Planted.MANAGEMENT_KEY.value());
        set("MANAGEMENT_READ_ONLY_KEY", Planted.READ_ONLY_KEY.value());
        set("MANAGEMENT_SESSION_SECRET", Planted.SESSION_SECRET.value(), "MANAGEMENT_LOGIN_ATTEMPTS", "1000");
        set("ADMIN_VERCEL_TOKEN", Planted.VERCEL_TOKEN.value(), "ADMIN_VERCEL_BASE_URL", vercel.url());
        set("ADMIN_CONFIG_FILE", folder.resolve("none.json").toString());
        set("PROFILES_DS2API_PORT", "0", "PROFILES_DS2API_API_KEYS", Planted.LISTENER_KEY.value());
        set("PROFILES_DS2API_QUERY_KEYS", "true", "FEATURES_DIAGNOSTICS", "true", "FEATURES_REQUEST_LOGGING", "true");
        set("TELEMETRY_OTLP_ENDPOINT", collector.url());
    }

    private void providers(Path folder) throws IOException {
        provider("UP", "openai", host.url(), "API_KEYS", Planted.OPENAI_KEY.value());
        set("PROVIDERS_UP_HEADERS_X_PLANTED", Planted.HEADER.value());
        provider("FILED", "openai", host.url(), "KEY_FILE", file(folder, "keys.txt", Planted.FILE_KEY.value()));
        provider("RESP", "openai", host.url(), "API_KEYS", Planted.RESPONSES_KEY.value());
        set("PROVIDERS_RESP_OPTIONS_API", "responses");
        provider("CL", "anthropic", host.origin(), "API_KEYS", Planted.CLAUDE_KEY.value());
        provider("GEM", "gemini", host.origin(), "API_KEYS", Planted.GEMINI_KEY.value());
        set("PROVIDERS_GEM_OPTIONS_TOKEN_HOSTS", "127.0.0.1");
        set(
                "PROVIDERS_GEM_CREDENTIAL_FILES",
                file(folder, "ann.json", user()) + ',' + file(folder, "robot.json", robot()));
        provider("PU", "puter", host.origin(), "API_KEYS", Planted.PUTER_TOKEN.value());
        provider("TLS", "openai", host.url().replace("http:", "https:"), "API_KEYS", Planted.TLS_KEY.value());
        provider("DEEPSEEK", "deepseek", sessions.url(), "OPTIONS_FORM", "session");
        set("PROVIDERS_DEEPSEEK_ACCOUNTS", "");
    }

    /** A provider whose credentials are tried again at once, whatever went wrong. */
    private void provider(String name, String type, String url, String setting, String value) {
        String prefix = "PROVIDERS_" + name + '_';
        set(prefix + "TYPE", type, prefix + "BASE_URL", url, prefix + setting, value);
        set(prefix + "RETRY_MAX_ATTEMPTS", "3", prefix + "RETRY_MAX_ROUNDS", "1", prefix + "RETRY_BACKOFF", "1ms");
        for (String rest : List.of(
                "RATE_LIMITED", "RATE_LIMITED_MAX", "REJECTED", "REJECTED_MAX", "QUOTA", "FAILED", "FAILED_MAX")) {
            set(prefix + "POOL_COOLDOWN_" + rest, "1ms");
        }
    }

    private void set(String... settings) {
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_" + settings[i], settings[i + 1]);
        }
    }

    private String user() {
        return """
                {"type":"oauth","client_id":"client","client_secret":"%s","refresh_token":"%s","token_uri":"%s/tokens"}""".formatted(Planted.CLIENT_SECRET.value(), Planted.REFRESH_TOKEN.value(), host.origin());
    }

    private String robot() {
        String key = Base64.getEncoder().encodeToString(keys().getPrivate().getEncoded());
        Planted.ROBOT_KEY.is(key.substring(100, 160));
        return """
                {"type":"service_account","client_email":"robot@x.org","token_uri":"%s/tokens",\
                "private_key":"-----BEGIN %2$s-----\\n%3$s\\n-----END %2$s-----\\n"}""".formatted(host.origin(), "PRIVATE KEY", key);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return keys.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Override
    public void close() {
        gateway.close();
        host.close();
        sessions.close();
        vercel.close();
        collector.close();
    }
}
