package dev.parley.server.frontend.grpc;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Parses requests without ever throwing, and within a bound.
 *
 * <p>Helidon forgets that a message was compressed when it comes in several frames. No protobuf message begins with the
 * two bytes that every gzip stream begins with (the first would be a tag of a wire type that does not exist), so a
 * message that does is decompressed here.
 */
final class TolerantMarshaller<Q> implements Marshaller<Parsed<Q>> {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Marshaller<Q> marshaller;
    private final int most;

    /** {@code most} bounds the bytes of a message, decompressed. */
    TolerantMarshaller(Marshaller<Q> marshaller, int most) {
        this.marshaller = marshaller;
        this.most = most;
    }

    @Override
    public InputStream stream(Parsed<Q> value) {
        throw new UnsupportedOperationException("requests are only read here");
    }

    @Override
    public Parsed<Q> parse(InputStream in) {
        try {
            byte[] bytes = read(in);
            if (isGzip(bytes)) {
                bytes = read(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            }
            if (bytes.length > most) {
                return unusable(Status.RESOURCE_EXHAUSTED, "is too large (expected: at most " + most + " bytes)");
            }
            return new Parsed.Message<>(marshaller.parse(new ByteArrayInputStream(bytes)));
        } catch (IOException | RuntimeException e) {
            return unusable(Status.INVALID_ARGUMENT, "is malformed (expected: the method's request type)");
        }
    }

    /** The bytes, or one more than allowed. */
    private byte[] read(InputStream in) throws IOException {
        return in.readNBytes(most + 1);
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
    }

    private static <Q> Parsed<Q> unusable(Status status, String problem) {
        return new Parsed.Unusable<>(status.withDescription("The message " + problem + '.'));
    }
}
