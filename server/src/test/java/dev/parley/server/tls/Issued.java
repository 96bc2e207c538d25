package dev.parley.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A certificate with its key, as a {@link TestAuthority} makes them. */
public record Issued(X509Certificate certificate, PrivateKey key) {
    private static final char[] NO_PASSWORD = {};

    /** Writes both in PEM, each into a file beside its place that is then moved there, as editors do. */
    public void write(Path certificateFile, Path keyFile) throws IOException {
        replace(certificateFile, pem("CERTIFICATE", encoded(certificate)));
        replace(keyFile, pem("PRIVATE KEY", key.getEncoded()));
    }

    /** Shows it to whom asks. */
    public KeyManager[] keyManagers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, NO_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, NO_PASSWORD);
            return managers.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    public static void replace(Path file, String text) throws IOException {
        Path beside = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
    }

    /** A certificate as PEM holds it. */
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
