package dev.parley.server.frontend.tls;

import dev.parley.server.config.TlsSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What stood in the files of a certificate at one moment, each a whole array. Equal if every byte of it is. */
@SuppressWarnings("ByteBufferBackingArray")
record TlsFiles(
        ByteBuffer certificate,
        ByteBuffer privateKey,
        @Nullable ByteBuffer clientCa) {
    private static final int BYTES_MOST = 1 << 20;
    private static final char[] NO_PASSWORD = {};

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

    /**
     * Reads the files. Blocks on the disk.
     *
     * @throws TlsFileException one cannot be read
     */
    static TlsFiles read(TlsSettings settings) {
        return new TlsFiles(
                bytes("certificate", Objects.requireNonNull(settings.certificate())),
                bytes("private-key", Objects.requireNonNull(settings.privateKey())),
                settings.clientCa() == null ? null : bytes("client-ca", settings.clientCa()));
    }

    /** The certificate that clients are shown. */
    X509Certificate shown(TlsSettings settings) {
        return chain(settings).getFirst();
    }

    /**
     * What encrypts with them.
     *
     * @param settings what messages name the files by
     * @throws TlsFileException they hold no certificate, no key, or not its key
     */
    SSLContext context(TlsSettings settings) {
        List<X509Certificate> chain = chain(settings);
        PrivateKey key = key(settings, chain.getFirst());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(chain, key), trustManagers(settings), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException("certificate", settings.certificate(), "a certificate that TLS can use", e);
        }
    }

    private List<X509Certificate> chain(TlsSettings settings) {
        try {
            return Pem.certificates(certificate.array());
        } catch (GeneralSecurityException e) {
            throw new TlsFileException("certificate", settings.certificate(), "certificates in PEM", e);
        }
    }

    private PrivateKey key(TlsSettings settings, X509Certificate shown) {
        try {
            PrivateKey key = Pem.privateKey(privateKey.array(), shown.getPublicKey());
            checkPair(key, shown);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsFileException(
                    "private-key",
                    settings.privateKey(),
                    "the key of server.tls.certificate in PEM, without a password",
                    e);
        }
    }

    private static void checkPair(PrivateKey key, X509Certificate shown) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null) {
            throw new GeneralSecurityException(key.getAlgorithm() + " keys cannot be used");
        }
        byte[] text = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(shown.getPublicKey());
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("another certificate's key");
        }
    }

    private static KeyManager[] keyManagers(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("parley", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    /** Null, the JDK's own, where no client shows a certificate. */
    private TrustManager @Nullable [] trustManagers(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (clientCa == null) {
            return null;
        }
        KeyStore store = emptyStore();
        try {
            for (X509Certificate authority : Pem.certificates(clientCa.array())) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
        } catch (GeneralSecurityException e) {
            throw new TlsFileException("client-ca", settings.clientCa(), "certificates in PEM", e);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static ByteBuffer bytes(String setting, Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(BYTES_MOST + 1);
            if (read.length > BYTES_MOST) {
                throw new TlsFileException(setting, file, "at most 1 MiB", null);
            }
            return ByteBuffer.wrap(read);
        } catch (IOException e) {
            throw new TlsFileException(setting, file, "a readable file", e);
        }
    }
}
