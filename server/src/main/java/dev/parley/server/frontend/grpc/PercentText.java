package dev.parley.server.frontend.grpc;

import java.nio.charset.StandardCharsets;

/** Percent-encodes a status text for the wire: bytes outside printable ASCII, and the percent sign. */
final class PercentText {
    /** Trailers are bounded; a text beyond this is cut. */
    private static final int BYTES_MOST = 2048;

    private PercentText() {}

    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length && i < BYTES_MOST; i++) {
            byte b = bytes[i];
            if (b >= ' ' && b < 0x7f && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
