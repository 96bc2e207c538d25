package dev.parley.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** An authority that tests make up, and whom nobody else trusts. Its certificates are for 127.0.0.1 and localhost. */
public final class TestAuthority {
    /** ecdsa-with-SHA256. */
    private static final byte[] SIGNED_BY = Der.sequence(Der.element(Der.IDENTIFIER, Der.hex("2a8648ce3d040302")));

    private static final byte[] VERSION_3 = Der.element(0xa0, Der.element(Der.INTEGER, new byte[] {2}));
    private static final byte[] IS_AUTHORITY = extension("551d13", Der.sequence(Der.hex("0101ff")));
    private static final byte[] IS_LOCAL = extension(
            "551d11", Der.sequence(Der.element(0x87, new byte[] {127, 0, 0, 1}), Der.text(0x82, "localhost")));

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final String name;
    private final KeyPair keys = pair("EC");
    private final X509Certificate certificate;

    public TestAuthority(String name) {
        this.name = name;
        this.certificate = signed(name, keys, IS_AUTHORITY, Duration.ofDays(1));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for a day. */
    public Issued issue(String subject) {
        return issue(subject, "EC", Duration.ofDays(1));
    }

    /** A certificate whose key is of this kind (RSA, EC, Ed25519), and that ends so long from now. */
    public Issued issue(String subject, String keyKind, Duration validFor) {
        KeyPair pair = pair(keyKind);
        return new Issued(signed(subject, pair, IS_LOCAL, validFor), pair.getPrivate());
    }

    /** Trusts this authority alone. */
    public TrustManager[] trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** For clients that show no certificate. */
    public SSLContext clients() {
        return clients(null);
    }

    /** For clients that show this one; null: none. */
    public SSLContext clients(Issued shown) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : shown.keyManagers(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate signed(String subject, KeyPair pair, byte[] extension, Duration validFor) {
        Instant now = Instant.now();
        byte[] body = Der.sequence(
                VERSION_3,
                Der.element(Der.INTEGER, new byte[] {(byte) (SERIAL.incrementAndGet() & 0x7f)}),
                SIGNED_BY,
                principal(name),
                Der.sequence(time(now.minus(Duration.ofDays(2))), time(now.plus(validFor))),
                principal(subject),
                pair.getPublic().getEncoded(),
                Der.element(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] bits = Der.element(0x03, new byte[] {0}, signature.sign());
            byte[] whole = Der.sequence(body, SIGNED_BY, bits);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String kind) {
        try {
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] extension(String id, byte[] value) {
        return Der.sequence(Der.element(Der.IDENTIFIER, Der.hex(id)), Der.element(Der.OCTETS, value));
    }

    private static byte[] principal(String name) {
        return new X500Principal("CN=" + name).getEncoded();
    }

    private static byte[] time(Instant instant) {
        return Der.text(Der.UTC_TIME, UTC_TIME.format(instant));
    }
}
