package dev.parley.server.dialect.codec;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/** How files of the types that models take begin (E-IMG-1). */
public enum MagicBytes {
    PNG("image/png", 0, "\u0089PNG"),
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    GIF("image/gif", 0, "GIF8"),
    WEBP("image/webp", 8, "WEBP"),
    PDF("application/pdf", 0, "%PDF-");

    private final String type;
    private final int at;
    private final ByteString bytes;

    MagicBytes(String type, int at, String latin1) {
        this.type = type;
        this.at = at;
        this.bytes = ByteString.copyFrom(latin1, StandardCharsets.ISO_8859_1);
    }

    /** The media type that the data tells; empty if it tells none. */
    public static String type(ByteString data) {
        for (MagicBytes magic : values()) {
            if (magic.begins(data)) {
                return magic.type;
            }
        }
        return "";
    }

    private boolean begins(ByteString data) {
        int end = at + bytes.size();
        return data.size() >= end && data.substring(at, end).equals(bytes);
    }
}
