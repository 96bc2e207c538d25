package dev.parley.server.framing;

import static dev.parley.server.frontend.connection.RawHttp2.DATA;
import static dev.parley.server.frontend.connection.RawHttp2.END_HEADERS;
import static dev.parley.server.frontend.connection.RawHttp2.END_STREAM;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.server.frontend.connection.RawHttp2.Answer;
import io.grpc.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What callers do over gRPC, frame by frame. */
final class Grpc {
    static final String CHAT = "/parley.chat.v1.ChatService/Chat";
    static final String STREAM_CHAT = "/parley.chat.v1.ChatService/StreamChat";
    private static final int FRAME = 16 * 1024;

    private Grpc() {}

    /** Begins a call with these header lines beside those that it must have. */
    static void begin(RawHttp2 caller, int stream, String path, String... headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Http2.with("content-type", "application/grpc", "te", "trailers"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        caller.headers(stream, END_HEADERS, "POST", path, all);
    }

    /** Sends the call's one message. */
    static void message(RawHttp2 caller, int stream, byte[] message) throws IOException {
        last(caller, stream, framed(0, message));
    }

    /** Sends these bytes, in frames as large as they may be, and that there are no more. */
    static void last(RawHttp2 caller, int stream, byte[] bytes) throws IOException {
        int at = 0;
        for (; bytes.length - at > FRAME; at += FRAME) {
            caller.frame(DATA, 0, stream, Arrays.copyOfRange(bytes, at, at + FRAME));
        }
        caller.frame(DATA, END_STREAM, stream, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    static byte[] framed(int compressed, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) compressed)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /** Makes a good call; its status. */
    static String good(RawHttp2 caller, int stream) throws IOException {
        begin(caller, stream, CHAT);
        message(caller, stream, request("builtin/echo", "still here"));
        return status(caller.answer(stream));
    }

    /** A call's status, and whether it tells when to try again. */
    static String status(Answer answer) throws InvalidProtocolBufferException {
        String code = answer.header("grpc-status");
        if (code.isEmpty()) {
            return answer.end();
        }
        return Status.fromCodeValue(Integer.parseInt(code)).getCode() + retry(answer.header("grpc-status-details-bin"));
    }

    private static String retry(String details) throws InvalidProtocolBufferException {
        byte[] status = Base64.getDecoder().decode(details);
        for (Any detail : com.google.rpc.Status.parseFrom(status).getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                return ", RetryInfo";
            }
        }
        return "";
    }

    static byte[] request(String model, String text) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text))))
                .build()
                .toByteArray();
    }
}
