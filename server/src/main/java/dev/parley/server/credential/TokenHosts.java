package dev.parley.server.credential;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hosts that tokens may be fetched from (SEC-05): a credential file that names another one is refused, so that an
 * uploaded file cannot have Parley call where its author likes.
 *
 * @param names host names in lower case, without a port
 */
public record TokenHosts(Set<String> names) {
    /** Google's own. */
    public static final TokenHosts GOOGLE = new TokenHosts(Set.of("oauth2.googleapis.com", "accounts.google.com"));

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public TokenHosts {
        names = Set.copyOf(names);
    }

    /** Whether tokens may be fetched there: from a host of the list, in the clear from loopback alone. */
    public boolean allow(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || !names.contains(host)) {
            return false;
        }
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
    }

    /** For messages. */
    String listed() {
        return String.join(", ", new TreeSet<>(names));
    }
}
