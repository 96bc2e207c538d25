package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What a broken exchange means: always the target's fault, and whether anything reached it. */
public final class UpstreamFailures {
    private UpstreamFailures() {}

    /** The failure of an exchange before its reply was whole; {@code what} is for the log alone. */
    static ChatException of(String what, IOException cause) {
        return switch (cause) {
            case SSLException tls -> failed("upstream_tls", "The TLS handshake with the provider failed", tls);
            case UnknownHostException unknown ->
                failed("upstream_unreachable", "The provider's host name is not known", unknown);
            case ConnectTimeoutException late ->
                failed("upstream_unreachable", "The provider did not take the connection in time", late);
            case ConnectException refused ->
                failed("upstream_unreachable", "The provider refused the connection", refused);
            case NoRouteToHostException unreachable ->
                failed("upstream_unreachable", "The provider cannot be reached", unreachable);
            case ClientProtocolException nonsense -> unreadable(nonsense);
            case MessageConstraintException tooLarge -> unreadable(tooLarge);
            default -> failed("upstream_broken", "The connection to the provider broke before its reply", cause);
        };
    }

    /** The failure of a reply that broke off. */
    public static ChatException truncated(IOException cause) {
        return cause instanceof ZipException
                ? failed("bad_upstream_reply", "The provider's answer is not encoded as its head says", cause)
                : failed("upstream_truncated", "The connection to the provider broke within its reply", cause);
    }

    private static ChatException unreadable(IOException cause) {
        return failed("bad_upstream_reply", "The provider's reply cannot be read as HTTP", cause);
    }

    private static ChatException failed(String reason, String message, IOException cause) {
        return ChatException.of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, reason, message + '.')
                .cause(cause)
                .build();
    }
}
