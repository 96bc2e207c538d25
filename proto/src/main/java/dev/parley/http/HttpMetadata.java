package dev.parley.http;

import io.grpc.Metadata;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * gRPC metadata as HTTP headers and back: same names, one header a value; values under names ending in {@code -bin} are
 * base64. Headers that are HTTP's own are left out both ways.
 */
public final class HttpMetadata {
    private static final Set<String> HTTP_ONLY = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HttpMetadata() {}

    /** Gives each entry to {@code header}, as name and value. */
    public static void write(Metadata metadata, BiConsumer<String, String> header) {
        for (String name : metadata.keys()) {
            if (isOurs(name)) {
                write(metadata, name, header);
            }
        }
    }

    /** The metadata of some headers. Those that cannot be metadata, such as non-ASCII ones, are left out. */
    public static Metadata read(Map<String, ? extends Iterable<String>> headers) {
        Metadata metadata = new Metadata();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (isOurs(lower)) {
                values.forEach(value -> read(lower, value, metadata));
            }
        });
        return metadata;
    }

    private static boolean isOurs(String name) {
        return !HTTP_ONLY.contains(name) && !name.startsWith("grpc-") && !name.startsWith(":");
    }

    private static void write(Metadata metadata, String name, BiConsumer<String, String> header) {
        if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
            values(metadata, Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER))
                    .forEach(value -> header.accept(name, Base64.getEncoder().encodeToString(value)));
        } else {
            values(metadata, Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))
                    .forEach(value -> header.accept(name, value));
        }
    }

    private static <T> Iterable<T> values(Metadata metadata, Metadata.Key<T> key) {
        return Objects.requireNonNullElse(metadata.getAll(key), List.of());
    }

    private static void read(String name, String value, Metadata into) {
        try {
            if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                into.put(
                        Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
                        Base64.getDecoder().decode(value));
            } else if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                into.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
            }
        } catch (IllegalArgumentException notMetadata) {
            // A name that metadata does not allow, or text that is not base64: nobody could read it.
        }
    }
}
