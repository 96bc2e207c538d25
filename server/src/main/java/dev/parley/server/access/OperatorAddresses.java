package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.AddressRange;
import dev.parley.server.config.ManagementSettings;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where the management API may be used (MA-02): from this machine, and as the settings allow. Thread-safe. */
public final class OperatorAddresses {
    private final ManagementSettings settings;
    private final InstantSource clock;

    public OperatorAddresses(ManagementSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The address a call really comes from.
     *
     * @param peer the numeric address at the other end of the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, which are believed if the peer is a trusted proxy
     * @throws ChatException PERMISSION_DENIED for calls from there
     */
    public String admit(String peer, Iterable<String> forwardedFor) {
        String address = origin(peer, forwardedFor);
        InetAddress from = parse(address);
        if (from == null || !(from.isLoopbackAddress() || isAllowed(from))) {
            throw denied(address);
        }
        return from.getHostAddress();
    }

    /** Whether what a peer says of whom it speaks for is believed. */
    public boolean trusts(String peer) {
        InetAddress address = parse(peer);
        return address != null && isIn(settings.trustedProxies(), address);
    }

    /** The last address that no trusted proxy has: what stands before it anybody may have written. */
    private String origin(String peer, Iterable<String> forwardedFor) {
        List<String> hops = Arrays.stream(String.join(",", forwardedFor).split(","))
                .map(String::trim)
                .filter(hop -> !hop.isEmpty())
                .toList();
        String origin = peer;
        for (int i = hops.size() - 1; i >= 0 && trusts(origin); i--) {
            origin = hops.get(i);
        }
        return origin;
    }

    private boolean isAllowed(InetAddress address) {
        Instant until = settings.remoteUntil();
        return settings.allowRemote()
                && (until == null || clock.instant().isBefore(until))
                && (settings.allowList().isEmpty() || isIn(settings.allowList(), address));
    }

    private ChatException denied(String address) {
        String reason = settings.allowRemote()
                ? "is not let in (settings management.allow-list and management.remote-until)"
                : "is on another machine (setting management.allow-remote)";
        return ChatException.of(
                        ErrorCode.ERROR_CODE_PERMISSION_DENIED,
                        Blame.REQUEST,
                        "remote_not_allowed",
                        "The management API is not open to '%s', which %s.".formatted(shown(address), reason))
                .build();
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Null for what is no numeric address; one of a hop may come with its port. */
    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(withoutPort(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, Math.max(1, text.indexOf(']')));
        }
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }

    private static String shown(String address) {
        return address.replaceAll("[^0-9A-Za-z.:%\\[\\]-]", "?");
    }
}
