package dev.parley.server.frontend.grpc;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Pieces;
import dev.parley.testkit.Fixtures;
import io.grpc.protobuf.ProtoUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Messages of gRPC: never an exception, and never one that is larger than allowed. */
public final class MarshallerFuzz {
    private static final int MOST = 2048;
    private static final TolerantMarshaller<ChatRequest> MARSHALLER =
            new TolerantMarshaller<>(ProtoUtils.marshaller(ChatRequest.getDefaultInstance()), MOST);

    private MarshallerFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget("grpc-message", MarshallerFuzz::seeds, MarshallerFuzz::read);
    }

    private static List<byte[]> seeds() {
        return Fixtures.cases("openai/requests").stream()
                .filter(fixture -> fixture.has("request.txtpb"))
                .map(fixture -> message(fixture.text("request.txtpb")))
                .flatMap(message -> Stream.of(message, zipped(message)))
                .toList();
    }

    private static void read(byte[] input) {
        Parsed<ChatRequest> parsed = MARSHALLER.parse(new Pieces(input, Integer.MAX_VALUE));
        switch (parsed) {
            case Parsed.Message<ChatRequest>(ChatRequest message) ->
                Laws.check(input.length <= MOST, "a message of " + message.getSerializedSize() + " bytes is taken");
            case Parsed.Unusable<ChatRequest>(var status) ->
                Laws.check(status.getDescription() != null && !status.isOk(), "refused with " + status);
        }
    }

    private static byte[] message(String text) {
        try {
            return TextFormat.parse(text, ChatRequest.class).toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
