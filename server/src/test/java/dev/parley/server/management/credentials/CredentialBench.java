package dev.parley.server.management.credentials;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.management.v1.CredentialUpload;
import dev.parley.management.v1.UploadCredentialRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.admin.ProbeChat;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.dialect.gemini.GeminiDialect;
import dev.parley.server.metrics.Watched;
import dev.parley.server.pool.FakeClock;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.pool.PoolKind;
import dev.parley.server.provider.Renewals;
import dev.parley.server.provider.gemini.GeminiPaths;
import dev.parley.server.provider.gemini.GeminiProvider;
import dev.parley.server.provider.http.ApacheUpstream;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.provider.http.Upstream;
import dev.parley.server.store.AuditLog;
import dev.parley.testkit.FakeGemini;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The credentials of one provider before a fake host, on a clock and a store that a test moves and breaks. */
final class CredentialBench implements AutoCloseable {
    static final Actor ACTOR = new Actor("ann", "127.0.0.1", false);

    final FakeGemini host = new FakeGemini();
    final FakeClock clock = new FakeClock();
    final MemoryDocuments documents = new MemoryDocuments();
    final List<String> disabled = Collections.synchronizedList(new ArrayList<>());
    final List<String> deeds = Collections.synchronizedList(new ArrayList<>());
    final LeasingPool pool;
    final MarkStore marks = new MarkStore(documents);
    final CredentialServices services;
    private final GeminiProvider provider;

    CredentialBench(String... settings) {
        Map<String, String> environment =
                new HashMap<>(Map.of("PARLEY_PROVIDERS_G_TYPE", "gemini", "PARLEY_PROVIDERS_G_BASE_URL", host.url()));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_" + settings[i], settings[i + 1]);
        }
        Settings all = SettingsLoader.load(new SettingsLoader.Request(environment, null, List.of(), Map.of()))
                .settings();
        ProviderSettings own = all.providers().get("g");
        Upstream upstream = new ApacheUpstream(own.timeouts());
        GeminiDialect dialect = new GeminiDialect(() -> "call_1");
        provider = new GeminiProvider(
                "g",
                new HttpHost("g", GeminiPaths.base(URI.create(host.url())), Map.of(), dialect, upstream, clock),
                GeminiPaths.of(own.options()),
                List.of(),
                upstream,
                TokenHosts.GOOGLE,
                Renewals.UNHEARD,
                clock);
        pool = new LeasingPool("g", PoolKind.KEYS, List.of(), own.pool(), clock, marks.of("g"), new Random(1));
        ManagedPool managed = new ManagedPool(
                provider, ManagedPool.Takes.FILES, TokenHosts.GOOGLE, pool, new UploadsAlone(pool), marks.of("g"));
        services = CredentialServices.of(
                List.of(managed),
                Set.of(),
                documents,
                new Deeds(new Audit(), clock),
                all.probe(),
                new ProbeChat(Watched.ledger(clock), clock),
                this::disable,
                probe -> {},
                clock,
                clock);
    }

    /** Uploads an API key under a name; the host knows it. */
    void upload(String name) {
        host.know("secret-of-" + name);
        services.admin()
                .upload(
                        ACTOR,
                        UploadCredentialRequest.newBuilder()
                                .setUpload(CredentialUpload.newBuilder()
                                        .setFilename(name + ".json")
                                        .setCredentials(Struct.newBuilder()
                                                .putFields(
                                                        "api_key",
                                                        Value.newBuilder()
                                                                .setStringValue("secret-of-" + name)
                                                                .build())))
                                .build());
    }

    private int disable(Actor actor, String provider, String model, String reason) {
        disabled.add("%s: %s/%s: %s".formatted(actor.name(), provider, model, reason));
        return 1;
    }

    @Override
    public void close() {
        marks.close();
        provider.close();
        host.close();
    }

    /** Nothing but what was uploaded. */
    private static final class UploadsAlone implements Sources {
        private final LeasingPool pool;
        private volatile List<Entry> entries = List.of();

        UploadsAlone(LeasingPool pool) {
            this.pool = pool;
        }

        @Override
        public List<Entry> entries() {
            return entries;
        }

        @Override
        public int reload() {
            return 0;
        }

        @Override
        public void uploads(List<Entry> uploads) {
            entries = uploads;
            pool.replace(uploads.stream().map(Entry::credential).toList());
        }
    }

    private final class Audit implements AuditLog {
        @Override
        public void add(AuditLog.Entry entry) {
            deeds.add(entry.actor() + ' ' + entry.action() + ' ' + entry.subject());
        }

        @Override
        public List<AuditLog.Entry> latest(int most) {
            return List.of();
        }
    }
}
