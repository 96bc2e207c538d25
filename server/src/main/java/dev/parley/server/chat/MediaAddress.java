package dev.parley.server.chat;

import dev.parley.chat.v1.Media;
import dev.parley.server.error.ChatException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where hosts may be told to find media. Parley fetches none, but the hosts of some operators stand in networks whose
 * own addresses answer with secrets.
 */
final class MediaAddress {
    private static final Set<String> SCHEMES = Set.of("http", "https", "gs", "data");
    private static final int MOST_SHOWN = 20;

    private MediaAddress() {}

    /**
     * Refuses what is no place for media.
     *
     * @throws ChatException INVALID_REQUEST naming the path at fault
     */
    static void check(Media media, String path) {
        if (!media.hasUri()) {
            return;
        }
        String uri = media.getUri();
        int colon = uri.indexOf(':');
        String scheme = uri.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw refused(path, shown(uri.substring(0, colon + 1)), "an address of http, https, gs or data");
        }
        String host = host(uri);
        if (literal(host).filter(InetAddress::isLinkLocalAddress).isPresent()) {
            throw refused(path, shown(host), "a host that is not link-local");
        }
    }

    /** The host by hand: hosts take addresses that {@link java.net.URI} does not. */
    private static String host(String uri) {
        int begin = uri.indexOf("://");
        if (begin < 0) {
            return "";
        }
        String authority = uri.substring(begin + 3).split("[/?#\\\\]", 2)[0];
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        return place.startsWith("[") ? place.replaceFirst("].*", "]") : place.replaceFirst(":.*", "");
    }

    /** The address that a host's name is, in whatever way it is written; none if it is a name to be looked up. */
    private static Optional<InetAddress> literal(String host) {
        return Optional.ofNullable(posix(host)).or(() -> Optional.ofNullable(strict(host)));
    }

    private static @Nullable InetAddress posix(String host) {
        try {
            return Inet4Address.ofPosixLiteral(host);
        } catch (IllegalArgumentException noNumbers) {
            return null;
        }
    }

    private static @Nullable InetAddress strict(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException aName) {
            return null;
        }
    }

    private static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + '…';
    }

    private static ChatException refused(String path, String found, String expected) {
        return ChatException.invalid(path, "'%s' is '%s' (expected: %s).".formatted(path, found, expected));
    }
}
