package dev.parley.server.frontend.tls;

import dev.parley.server.config.TlsSettings;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of all listeners, as its files are. What changes in them counts for connections from then on, once it
 * has been the same for two looks: a certificate and its key are not written at one moment. Files that cannot be used
 * change nothing, and a warning says so. Thread-safe.
 */
public final class ServerCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.tls");

    private final TlsSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-tls-files").unstarted(task));
    private TlsFiles inUse;
    private @Nullable TlsFiles seen;
    private @Nullable TlsFiles refused;
    private String problem = "";
    private volatile SSLContext context;

    /**
     * Reads the files, and looks at them every so often from now on.
     *
     * @throws TlsFileException they cannot be used
     */
    public ServerCertificate(TlsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.inUse = TlsFiles.read(settings);
        this.context = inUse.context(settings);
        tell(inUse.shown(settings));
        long millis = settings.reload().toMillis();
        if (millis > 0) {
            timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Encrypts one connection, by the certificate of now. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        SSLParameters parameters = engine.getSSLParameters();
        TlsRules.apply(parameters, settings.clientAuth());
        engine.setSSLParameters(parameters);
        engine.setUseClientMode(false);
        return engine;
    }

    /** Sees whether the files have changed, and uses what stands in them if they have. Blocks on the disk. */
    synchronized void look() {
        try {
            TlsFiles now = TlsFiles.read(settings);
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(inUse) && !now.equals(refused)) {
                use(now);
            }
            problem = "";
        } catch (TlsFileException e) {
            refused = seen;
            warn(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void use(TlsFiles files) {
        context = files.context(settings);
        inUse = files;
        refused = null;
        tell(files.shown(settings));
    }

    /** Each problem once, however often it is looked at. */
    private void warn(String message) {
        if (!message.equals(problem)) {
            LOG.warn("{} The certificate that is in use stays so.", message);
        }
        problem = message;
    }

    private void tell(X509Certificate shown) {
        Instant end = shown.getNotAfter().toInstant();
        if (end.isBefore(clock.instant())) {
            LOG.warn("the certificate of {} has expired on {}; most clients will refuse it", name(shown), end);
        } else {
            LOG.info("uses the certificate of {}, valid until {}", name(shown), end);
        }
    }

    private static String name(X509Certificate shown) {
        return shown.getSubjectX500Principal().getName();
    }
}
