package dev.parley.server.dialect;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event.
 *
 * @param type the {@code event:} line, empty if there was none
 * @param data the {@code data:} lines joined by line feeds, UTF-8; not copied
 */
public record SseEvent(String type, byte[] data) {
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** Whether the data begins as a JSON object does. */
    public boolean holdsObject() {
        return data.length > 0 && data[0] == '{';
    }

    /** Whether it tells nothing: the data is blank, or the {@code [DONE]} that hosts of any dialect may end with. */
    public boolean isNoise() {
        if (holdsObject()) {
            return false;
        }
        String text = text().strip();
        return text.isEmpty() || text.equals("[DONE]");
    }
}
