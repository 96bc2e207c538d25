package dev.parley.server.provider.http;

import java.net.URI;
import java.util.Map;

/**
 * What to send.
 *
 * @param method GET or POST
 * @param headers header names and values; may hold secrets, so this is never logged
 * @param body empty for none
 */
public record UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
        return method + ' ' + uri;
    }
}
