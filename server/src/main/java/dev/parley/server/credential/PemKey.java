package dev.parley.server.credential;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM. */
final class PemKey {
    private static final Pattern PEM =
            Pattern.compile("-{5}BEGIN PRIVATE KEY-{5}([A-Za-z0-9+/=\\s]+)-{5}END PRIVATE KEY-{5}\\s*");

    private PemKey() {}

    /** Whether it is an RSA key that can sign. */
    static boolean isReadable(String pem) {
        Matcher body = PEM.matcher(pem);
        if (!body.matches()) {
            return false;
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body.group(1));
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
