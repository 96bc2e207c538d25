package dev.parley.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** JWTs signed with HS256 and with nothing else. */
final class SignedClaims {
    private SignedClaims() {}

    /** A token that says this. */
    static String write(JWTClaimsSet claims, byte[] key) {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 is a part of every JDK.", e);
        }
        return token.serialize();
    }

    /** What a token says that was signed with this key; null for any other text. */
    static @Nullable JWTClaimsSet read(String token, byte[] key) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean ours = JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    && isPlain(jwt.getSignature())
                    && jwt.verify(new MACVerifier(key));
            return ours ? jwt.getJWTClaimsSet() : null;
        } catch (ParseException | JOSEException | RuntimeException e) {
            // Some texts that are no tokens make the library fail in ways of its own.
            return null;
        }
    }

    /** The library passes over what is not of the alphabet: a signature would have many spellings. */
    private static boolean isPlain(Base64URL signature) {
        return signature.equals(Base64URL.encode(signature.decode()));
    }
}
