package dev.parley.server.store;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A configuration that came with the settings (CF-01): JSON, JSON in quotes, or base64 of it in any of its forms, with
 * or without {@code base64:} before it. Line breaks count for nothing. Changes live in memory alone.
 */
public final class EnvironmentHome implements ConfigHome {
    private static final String PREFIX = "base64:";
    private static final String EXPECTED = " (expected: a JSON object with keys and accounts, or base64 of one)";

    private final Secret text;

    /** {@code text} is the setting admin.config-json. */
    public EnvironmentHome(Secret text) {
        this.text = text;
    }

    @Override
    public ManagedConfig load() {
        try {
            return ConfigJson.read(
                    json(text.reveal().replace("\r", "").replace("\n", "").strip()));
        } catch (ChatException e) {
            throw refused(e.error().getMessage());
        }
    }

    @Override
    public void save(ManagedConfig before, ManagedConfig next) {
        // what is in force is all there is
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    private static byte[] json(String value) {
        String bare = unquoted(value);
        if (bare.startsWith("{")) {
            return bare.getBytes(StandardCharsets.UTF_8);
        }
        boolean marked = bare.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        return decoded(marked ? bare.substring(PREFIX.length()) : bare);
    }

    /** A JSON string's text, else what stands between quotes of either kind, else the value itself. */
    private static String unquoted(String value) {
        boolean single = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        boolean twofold = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String between =
                single || twofold ? value.substring(1, value.length() - 1).strip() : value;
        if (!twofold || between.startsWith("{\"")) {
            return between;
        }
        try {
            return JsonReader.of(value).string().strip();
        } catch (JsonException e) {
            return between;
        }
    }

    /** The cause of a failure would quote the value, so it is dropped. */
    private static byte[] decoded(String base64) {
        String standard = base64.replaceAll("[\\s=]", "").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException _) {
            throw refused("It is neither JSON nor base64.");
        }
    }

    private static StoreException refused(String why) {
        return new StoreException("The setting admin.config-json cannot be used: " + why + EXPECTED, null);
    }
}
