package dev.parley.server.provider.http;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Dialect;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Headers of the caller's own request that are meant for hosts of one dialect alone (E-OTH-6). */
final class CallersHeaders {
    /** What is safe in a header and long enough for any list of words. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,1024}");

    private CallersHeaders() {}

    /**
     * The headers to send. Any other than the dialect's own is left out: callers of the contract can name what they
     * like.
     *
     * @throws ChatException INVALID_REQUEST if they cannot be read, or a value is not fit for a header
     */
    static Map<String, String> of(ChatRequest request, Dialect dialect) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Extension extension : request.getExtensionsList()) {
            if (extension.getDialect().equals(dialect.name() + Drops.HEADERS)) {
                read(extension.getJson(), dialect, headers);
            }
        }
        return headers;
    }

    private static void read(String json, Dialect dialect, Map<String, String> headers) {
        try {
            JsonReader in = JsonReader.of(json);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (dialect.keptHeaders().contains(name)) {
                    headers.put(name, value(name, in.string()));
                } else {
                    in.skip();
                }
            }
        } catch (JsonException e) {
            throw ChatException.invalid("extensions", e.getMessage());
        }
    }

    private static String value(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw ChatException.invalid(
                    name, "The header '%s' is not sendable (expected: 1 to 1024 ASCII characters).".formatted(name));
        }
        return value;
    }
}
