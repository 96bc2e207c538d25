package dev.parley.server.credential;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The hosts that tokens may be fetched from (SEC-05): a credential file that names another one is refused, so that an
 * uploaded file cannot have Parley call where its author likes.
 *
 * @param names host names in lower case, without a port
 */
public record TokenHosts(Set<String> names) {
    /** Google's own. */
    public static final TokenHosts GOOGLE = new TokenHosts(Set.of("oauth2.googleapis.com", "accounts.google.com"));

    private static final String OPTION = "token-hosts";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public TokenHosts {
        names = Set.copyOf(names);
    }

    /** Those that a provider's options list; Google's own if they list none. */
    public static TokenHosts of(Map<String, String> options) {
        Set<String> listed = Arrays.stream(options.getOrDefault(OPTION, "").split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
        return listed.isEmpty() ? GOOGLE : new TokenHosts(listed);
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
