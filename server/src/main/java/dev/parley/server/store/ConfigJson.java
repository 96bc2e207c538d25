package dev.parley.server.store;

import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.nio.charset.StandardCharsets;

/** The configuration as the JSON of {@code config.json} (CF-03), with secrets. */
public final class ConfigJson {
    private ConfigJson() {}

    /** Compact, UTF-8; what {@link #read} takes. */
    public static byte[] write(ManagedConfig config) {
        return utf8(ConfigWriter.over(RawObject.of(null), config, false).compact());
    }

    /**
     * The configuration of such a text. Fields that are not known are passed over; of accounts that stand there twice
     * the first is taken.
     *
     * @throws ChatException INVALID_REQUEST with line and column, without any value
     */
    public static ManagedConfig read(byte[] json) {
        try {
            return new ConfigReader(JsonReader.of(json)).read();
        } catch (JsonException e) {
            throw ChatException.invalid(e.path(), e.getMessage());
        }
    }

    /** A text that reads as {@code config} and keeps the unknown fields of {@code old}, which can be read. */
    static byte[] rewrite(byte[] old, ManagedConfig config) {
        return utf8(ConfigWriter.over(RawObject.of(new String(old, StandardCharsets.UTF_8)), config, true)
                .lines());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
