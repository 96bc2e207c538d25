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
}
