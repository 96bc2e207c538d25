package dev.parley.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host of access tokens: refresh tokens, and assertions that service accounts sign. The n-th token of an account is
 * {@code ACCOUNT/n}; an account is named by its refresh token or its email.
 */
final class GeminiTokens {
    static final String PATH = "/token";

    /** What assertions are for, whatever host stands in for it: Google's library writes no other. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final Map<String, PublicKey> robots = new ConcurrentHashMap<>();
    private final Map<String, Integer> fetches = new ConcurrentHashMap<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private volatile int lifetime = 3599;

    /** {@code client} is {@code id:secret}; empty: any. */
    void knowUser(String refreshToken, String client) {
        clients.put(refreshToken, client);
    }

    void knowRobot(String email, PublicKey key) {
        robots.put(email, key);
    }

    void forget(String account) {
        clients.remove(account);
        robots.remove(account);
        expire(account);
    }

    /** Takes no token of an account any more; it can get another. */
    void expire(String account) {
        owners.values().removeIf(account::equals);
    }

    void lifetime(int seconds) {
        lifetime = seconds;
    }

    /** Whose token it is; null if nobody's. */
    @Nullable
    String owner(String token) {
        return owners.get(token);
    }

    /** How often an account got a token. */
    int fetches(String account) {
        return fetches.getOrDefault(account, 0);
    }

    Reply answer(ReceivedRequest request, String ownUrl) {
        Map<String, String> form = form(request.body());
        return switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> refresh(form);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                assertion(form.getOrDefault("assertion", ""), ownUrl + PATH);
            default -> error(400, "unsupported_grant_type");
        };
    }

    private Reply refresh(Map<String, String> form) {
        String account = form.getOrDefault("refresh_token", "");
        String client = clients.get(account);
        if (client == null) {
            return error(400, "invalid_grant");
        }
        boolean fits = client.isEmpty() || client.equals(form.get("client_id") + ':' + form.get("client_secret"));
        return fits ? token(account) : error(401, "invalid_client");
    }

    private Reply assertion(String jwt, String audience) {
        String[] parts = jwt.split("\\.");
        if (parts.length != 3) {
            return error(400, "invalid_grant");
        }
        Node claims = Node.parse(decoded(parts[1]));
        String email = claims.text("iss");
        PublicKey key = robots.get(email);
        boolean signed = key != null && isSigned(parts, key);
        boolean timely = claims.at("exp").value() instanceof Integer end
                && claims.at("iat").value() instanceof Integer begin
                && end > begin
                && end - begin <= 3600;
        boolean fine = Set.of(GOOGLE, audience).contains(claims.text("aud"))
                && !claims.text("scope").isEmpty();
        return signed && timely && fine ? token(email) : error(400, "invalid_grant");
    }

    private static boolean isSigned(String[] parts, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Reply token(String account) {
        String token = account + '/' + fetches.merge(account, 1, Integer::sum);
        owners.put(token, account);
        return Reply.json(
                200,
                "{\"access_token\":%s,\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(Json.quote(token), lifetime));
    }

    private static Reply error(int status, String word) {
        return Reply.json(status, "{\"error\":\"%s\",\"error_description\":\"the fake says no\"}".formatted(word));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
