package dev.parley.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param headers by lower-case name
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, String body) {
    /** Reads one; null at the end of the connection. */
    static @Nullable ReceivedRequest read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new ReceivedRequest(parts[0], parts[1], headers, body);
    }

    /** A header's value; empty if absent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The bearer token, or else Anthropic's header; empty if absent. */
    public String key() {
        String authorization = header("authorization");
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : header("x-api-key");
    }

    /** Whether the answer is asked for as a stream. */
    public boolean wantsStream() {
        return Node.parse(body).at("stream").value() instanceof Boolean stream && stream;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
