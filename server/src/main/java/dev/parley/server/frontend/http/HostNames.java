package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;

/**
 * Refuses requests that know a listener on loopback by a name of the internet: a web page's own name leads there if its
 * owner says so, and its scripts could then read what is meant for this machine. Addresses and names without a dot,
 * such as localhost, cannot be registered by anybody. Thread-safe.
 */
public final class HostNames implements Filter {
    private static final Status MISDIRECTED = Status.create(421, "Misdirected Request");
    private static final int MOST_SHOWN = 100;

    private final List<String> names;
    private final ErrorReply errors;

    /** Lets these names pass, too; upper and lower case are one. */
    public HostNames(List<String> names, ErrorReply errors) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.errors = errors;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String host = host(request.authority());
        if (isOurs(host)) {
            chain.proceed();
        } else {
            errors.send(request, response, MISDIRECTED.code(), refusal(host), Headers.requestId(request));
        }
    }

    private boolean isOurs(String host) {
        return host.startsWith("[")
                || !host.contains(".")
                || host.endsWith(".localhost")
                || isNumeric(host, 0, true)
                || names.contains(host);
    }

    private static String host(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon >= 0 && !lower.startsWith("[") && isNumeric(lower, colon + 1, false);
        return hasPort ? lower.substring(0, colon) : lower;
    }

    /** Whether only digits, and dots where these may be, stand there from an index on. */
    private static boolean isNumeric(String text, int from, boolean dots) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(dots && c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static ChatError refusal(String host) {
        String shown = host.substring(0, Math.min(host.length(), MOST_SHOWN));
        return ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_PERMISSION_DENIED)
                .setReason("host_not_allowed")
                .setMessage(
                        "The host '%s' is not known here (expected: an address of this machine, localhost, or a name of"
                                        .formatted(shown)
                                + " the setting server.host-names).")
                .build();
    }
}
