package dev.parley.server.frontend.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys that are written in PEM. Messages never hold what was read. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-{5}BEGIN ([A-Z ]*)PRIVATE KEY-{5}([A-Za-z0-9+/=\\s]+)-{5}END \\1PRIVATE KEY-{5}");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    /** Lengths from here on are written in bytes of their own, and this bit says how many there are. */
    private static final int LONG_FORM = 0x80;

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Pem() {}

    /** The certificates of a file in their order, at least one. */
    static List<X509Certificate> certificates(byte[] file) throws CertificateException {
        List<X509Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        return found;
    }

    /** The private key of a file: in PKCS#8, or as RSA and EC keys were written before that. */
    static PrivateKey privateKey(byte[] file, PublicKey half) throws GeneralSecurityException {
        Matcher block = KEY.matcher(new String(file, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new GeneralSecurityException("no private key in it, or one with a password");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        byte[] pkcs8 = block.group(1).isEmpty() ? der : wrapped(der, half);
        return KeyFactory.getInstance(half.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** A bare key as PKCS#8 (RFC 5208, section 5); what algorithm it is for is told by its public half. */
    private static byte[] wrapped(byte[] bare, PublicKey half) {
        return element(SEQUENCE, VERSION_0, algorithm(half.getEncoded()), element(OCTETS, bare));
    }

    /** The first element within the outer one (RFC 5280, section 4.1). */
    private static byte[] algorithm(byte[] publicKey) {
        int from = headLength(publicKey, 0);
        int end = from + headLength(publicKey, from) + bodyLength(publicKey, from);
        return Arrays.copyOfRange(publicKey, from, end);
    }

    private static int headLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < LONG_FORM ? 2 : 2 + (first & ~LONG_FORM);
    }

    private static int bodyLength(byte[] der, int at) {
        int head = headLength(der, at);
        if (head == 2) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < at + head; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] length = BigInteger.valueOf(body.size()).toByteArray();
        out.write(tag);
        if (body.size() >= LONG_FORM) {
            int unsigned = length[0] == 0 ? 1 : 0;
            out.write(LONG_FORM | length.length - unsigned);
            out.write(length, unsigned, length.length - unsigned);
        } else {
            out.write(body.size());
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }
}
