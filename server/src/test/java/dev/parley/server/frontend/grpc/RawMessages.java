package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatServiceGrpc;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** Calls of the chat service whose messages are any bytes. */
final class RawMessages {
    private RawMessages() {}

    /** A method whose messages are passed on as they are. */
    static MethodDescriptor<byte[], byte[]> bytes(String method) {
        MethodDescriptor.Marshaller<byte[]> marshaller = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                try {
                    return stream.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.newBuilder(marshaller, marshaller)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(ChatServiceGrpc.SERVICE_NAME, method))
                .build();
    }

    /** Tells how a call ended. */
    static ClientCall.Listener<byte[]> closing(CompletableFuture<Status> status) {
        return new ClientCall.Listener<>() {
            @Override
            public void onClose(Status closed, Metadata trailers) {
                status.complete(closed);
            }
        };
    }

    /** A message nested deeper than any reader follows. */
    static byte[] deepGroups() {
        byte[] groups = new byte[200_000];
        java.util.Arrays.fill(groups, (byte) 0x7b);
        return groups;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
