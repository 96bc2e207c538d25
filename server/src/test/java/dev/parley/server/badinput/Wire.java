package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatErrors;
import dev.parley.client.ParleyClient;
import dev.parley.server.error.ErrorStatus;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends requests to a port, as they are. */
final class Wire implements AutoCloseable {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .usingTypeRegistry(
                    TypeRegistry.newBuilder().add(ChatError.getDescriptor()).build());

    private final int port;
    private final ParleyClient grpc;

    Wire(int port) {
        this.port = port;
        this.grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + port)
                .key(Secrets.CALLER)
                .build();
    }

    /** A chat request of a caller. */
    Got chat(Front front, Protocol protocol, byte[] body) {
        return front == Front.GRPC
                ? grpc(body)
                : send(protocol, "POST", front.path(), Map.of("authorization", "Bearer " + Secrets.CALLER), body);
    }

    /** Any request; an empty body is none where the method needs none. */
    Got send(Protocol protocol, String method, String path, Map<String, String> headers, byte[] body) {
        long begun = System.nanoTime();
        try (Response response = open(protocol, method, path, headers, body)) {
            String text = response.body() == null ? "" : response.body().string();
            return new Got(response.code(), response.headers(), text, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with the answer to be read; it must be closed. */
    Response open(Protocol protocol, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        boolean none = body.length == 0 && (method.equals("GET") || method.equals("DELETE"));
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + port + path)
                .headers(Headers.of(headers))
                .method(method, none ? null : RequestBody.create(body))
                .build();
        return protocol.client().newCall(request).execute();
    }

    ParleyClient grpc() {
        return grpc;
    }

    private Got grpc(byte[] json) {
        long begun = System.nanoTime();
        try {
            String answer = PRINTER.print(grpc.chat().chat(message(json)));
            return got(200, answer, begun);
        } catch (StatusRuntimeException e) {
            return got(status(e), details(e), begun);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ChatRequest message(byte[] json) throws InvalidProtocolBufferException {
        ChatRequest.Builder message = ChatRequest.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(new String(json, UTF_8), message);
        return message.build();
    }

    /** That of HTTP, if the code is the one that goes with it. */
    private static int status(StatusRuntimeException e) {
        ErrorStatus row = ChatErrors.of(e)
                .map(error -> ErrorStatus.of(error.getCode()))
                .orElseThrow(() -> new AssertionError("not of Parley", e));
        if (row.grpc() != e.getStatus().getCode()) {
            throw new AssertionError("not the code of " + row, e);
        }
        return row.http();
    }

    private static String details(StatusRuntimeException e) {
        try {
            return PRINTER.print(StatusProto.fromThrowable(e));
        } catch (InvalidProtocolBufferException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static Got got(int status, String body, long begun) {
        return new Got(status, Headers.of(), body, Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        grpc.close();
    }
}
