package dev.parley.server.dialect.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 content, bare or as a {@code data:} URI. */
public record DataUri(String mimeType, ByteString data) {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    /** Whether it is a data URI of any form. */
    public static boolean is(String uri) {
        return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Null if it is no data URI with base64 content. */
    public static @Nullable DataUri parse(String uri) {
        int comma = uri.indexOf(',');
        if (!is(uri) || comma < 0) {
            return null;
        }
        String head = uri.substring(SCHEME.length(), comma);
        int mark = head.length() - BASE64.length();
        if (!head.regionMatches(true, mark, BASE64, 0, BASE64.length())) {
            return null;
        }
        ByteString data = decode(uri.substring(comma + 1));
        return data == null ? null : new DataUri(head.substring(0, mark), data);
    }

    /** Null if it is not base64. */
    public static @Nullable ByteString decode(String base64) {
        try {
            return UnsafeByteOperations.unsafeWrap(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Base64 with padding. */
    public static String encode(ByteString data) {
        return Base64.getEncoder().encodeToString(data.toByteArray());
    }

    /** The data URI. */
    public String text() {
        return SCHEME + mimeType + BASE64 + ',' + encode(data);
    }
}
