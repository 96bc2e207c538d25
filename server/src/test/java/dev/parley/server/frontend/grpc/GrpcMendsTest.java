package dev.parley.server.frontend.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.Gateway;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Design section 6, HEL-01, SEC-07, COM-07: gRPC on Helidon does what grpc-java promises")
@ParameterizedClass
@EnumSource(GrpcMendsTest.Client.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcMendsTest {
    private static final int MESSAGE_MOST = 4 << 20;
    private static final Metadata.Key<String> KEY = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private static Gateway gateway;

    @Parameter
    Client client;

    private ManagedChannel channel;

    enum Client {
        NETTY {
            @Override
            ManagedChannel open(int port) {
                return Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                        .maxInboundMessageSize(64 << 20)
                        .build();
            }
        },
        OKHTTP {
            @Override
            ManagedChannel open(int port) {
                return OkHttpChannelBuilder.forAddress("127.0.0.1", port)
                        .usePlaintext()
                        .maxInboundMessageSize(64 << 20)
                        .build();
            }
        };

        abstract ManagedChannel open(int port);
    }

    @BeforeAll
    static void start() {
        gateway = Gateway.start("SERVER_MAX_BODY_SIZE", Integer.toString(MESSAGE_MOST), "STREAMING_HEARTBEAT", "100ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void closeChannel() throws InterruptedException {
        if (channel != null) {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void answersUnary_andNamesTheCall() {
        ChatResponse answer = blocking().chat(request("builtin/echo", "Hello, 世界"));
        assertThat(text(answer)).isEqualTo("Hello, 世界");
        assertThat(answer.getServed().getProvider()).isEqualTo("builtin");
        assertThat(answer.getUsage().getEstimated()).isFalse();
    }

    @Test
    @DisplayName("COM-03: a stream ends with exactly one Completed")
    void streamsThousandMessages() {
        String text = "word ".repeat(1000);
        List<ChatEvent> events = drain(blocking().streamChat(request("builtin/echo", text)));
        assertThat(events.stream().map(e -> e.getPartDelta().getText()).reduce("", String::concat))
                .isEqualTo(text);
        assertThat(events.stream().filter(ChatEvent::hasCompleted)).hasSize(1);
        assertThat(events.getLast().hasCompleted()).isTrue();
    }

    @Test
    @DisplayName("HEL-01: more than 64 MiB through one stream does not stall")
    void streamsMoreThanAnyWindow() {
        String megabyte = "x".repeat(1 << 20);
        for (int i = 0; i < 24; i++) {
            ChatResponse answer = blocking().chat(request("builtin/echo", megabyte + megabyte + megabyte));
            assertThat(text(answer)).hasSize(3 << 20);
        }
    }

    @Test
    @DisplayName("SEC-07: no key and a wrong key are UNAUTHENTICATED; x-api-key works; health needs none")
    void authenticates() {
        assertThat(failure(() -> ChatServiceGrpc.newBlockingStub(channel()).chat(request("builtin/echo", "x")))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(failure(() -> ChatServiceGrpc.newBlockingStub(with(KEY, "Bearer nope"))
                                .chat(request("builtin/echo", "x")))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(text(ChatServiceGrpc.newBlockingStub(with(API_KEY, "demo")).chat(request("builtin/echo", "x"))))
                .isEqualTo("x");
        assertThat(HealthGrpc.newBlockingStub(channel())
                        .check(HealthCheckRequest.newBuilder()
                                .setService(ChatServiceGrpc.SERVICE_NAME)
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    @DisplayName("COM-07: a failure's details hold the ChatError and the delay")
    void givesDetails() throws Exception {
        StatusRuntimeException failure =
                failure(() -> blocking().chat(request("builtin/fault?status=429&retry-after=7s", "x")));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        var details = StatusProto.fromThrowable(failure).getDetailsList();
        ChatError error = details.getFirst().unpack(ChatError.class);
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
        assertThat(error.getRetryAfter().getSeconds()).isEqualTo(7);
        assertThat(details.get(1)
                        .unpack(com.google.rpc.RetryInfo.class)
                        .getRetryDelay()
                        .getSeconds())
                .isEqualTo(7);
    }

    @Test
    void keepsNonAsciiInStatusText() {
        StatusRuntimeException failure = failure(() -> blocking().chat(request("没有\n这个 100%", "x")));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(failure.getStatus().getDescription()).contains("没有\n这个 100%");
        assertWorks();
    }

    @Test
    @DisplayName("An error after events is the stream's status")
    void failsMidway() {
        Iterator<ChatEvent> events = blocking().streamChat(request("builtin/fault?kind=truncated&after=2", "x"));
        StatusRuntimeException failure = failure(() -> drain(events));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    @DisplayName("A deadline ends a silent call at the server too")
    void keepsDeadline() {
        StatusRuntimeException failure = failure(() ->
                blocking().withDeadlineAfter(Duration.ofMillis(300)).chat(request("builtin/fault?kind=silent", "x")));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertWorks();
    }

    @Test
    void refusesMalformedMessage() {
        byte[][] bad = {
            {(byte) 0xff, (byte) 0xff, (byte) 0xff},
            {0x0a, 0x05, 'a'},
            {0x0a, 0x02, (byte) 0xc3, 0x28},
            RawMessages.deepGroups()
        };
        for (byte[] message : bad) {
            assertThat(raw("Chat", message).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
        assertWorks();
    }

    @Test
    void refusesMessageOverTheLimit() {
        assertThat(raw("Chat", new byte[MESSAGE_MOST + 100_000]).getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertWorks();
    }

    @Test
    @DisplayName("A gzip bomb ends at the limit")
    void refusesBomb() throws IOException {
        assertThat(raw("Chat", RawMessages.gzip(new byte[64 << 20])).getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertWorks();
    }

    @Test
    void readsCompressedRequests_inOneFrameAndMany() {
        String varied = new java.util.Random(1)
                .ints(200_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (String text : List.of("short", varied)) {
            ChatResponse answer = blocking().withCompression("gzip").chat(request("builtin/echo", text));
            assertThat(text(answer)).isEqualTo(text);
        }
    }

    @Test
    void refusesCallWithoutMessage() throws Exception {
        CompletableFuture<Status> status = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call = channel().newCall(RawMessages.bytes("Chat"), CallOptions.DEFAULT);
        Metadata headers = new Metadata();
        headers.put(KEY, "Bearer demo");
        call.start(RawMessages.closing(status), headers);
        call.request(1);
        call.halfClose();
        assertThat(status.get(5, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertWorks();
    }

    @Test
    void answersUnknownMethodAndService_andKeepsTheConnection() {
        for (int i = 0; i < 30; i++) {
            Status status = raw("Nope" + i, new byte[0]);
            assertThat(status.getCode()).as("%s", status).isEqualTo(Status.Code.UNIMPLEMENTED);
        }
        assertWorks();
    }

    @Test
    @DisplayName("SEC-07: calls that are refused before their message has come leave the connection whole")
    void keepsConnection_afterRefusals() {
        for (int i = 0; i < 300; i++) {
            assertThat(failure(() -> ChatServiceGrpc.newBlockingStub(channel()).chat(request("builtin/echo", "x")))
                            .getStatus()
                            .getCode())
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
        assertWorks();
    }

    @Test
    @DisplayName("HEL-01, COM-08: 30 cancels in mid-stream leave the connection whole")
    void keepsConnection_afterCancels() throws Exception {
        for (int i = 0; i < 30; i++) {
            cancelAfterFirstEvent(request("builtin/slow?ttft=0ms&gap=1ms&words=5000", "x"));
            assertWorks();
        }
    }

    @Test
    @DisplayName("COM-11: a silent stream has heartbeats")
    void sendsHeartbeats() {
        Iterator<ChatEvent> events = blocking().streamChat(request("builtin/slow?ttft=350ms&gap=1ms&words=2", "x"));
        List<ChatEvent> all = drain(events);
        assertThat(all.getFirst().hasHeartbeat()).isTrue();
        assertThat(all.stream().filter(ChatEvent::hasHeartbeat).count()).isBetween(2L, 4L);
    }

    @Test
    @DisplayName("COM-12: the caller's request id comes back")
    void echoesRequestId() {
        Metadata headers = new Metadata();
        headers.put(KEY, "Bearer demo");
        headers.put(REQUEST_ID, "mine-42");
        var seenHeaders = new java.util.concurrent.atomic.AtomicReference<Metadata>();
        var seenTrailers = new java.util.concurrent.atomic.AtomicReference<Metadata>();
        Channel named = ClientInterceptors.intercept(
                channel(),
                MetadataUtils.newAttachHeadersInterceptor(headers),
                MetadataUtils.newCaptureMetadataInterceptor(seenHeaders, seenTrailers));
        assertThat(text(ChatServiceGrpc.newBlockingStub(named).chat(request("builtin/echo", "x"))))
                .isEqualTo("x");
        assertThat(seenHeaders.get().get(REQUEST_ID)).isEqualTo("mine-42");
    }

    @Test
    @DisplayName("Reflection lists the services and serves the files, imports included")
    void reflectsFiles() throws Exception {
        ReflectionClient reflection = new ReflectionClient(channel());
        assertThat(reflection
                        .reflect(ServerReflectionRequest.newBuilder()
                                .setListServices("*")
                                .build())
                        .getListServicesResponse()
                        .getServiceList())
                .extracting(service -> service.getName())
                .contains("parley.chat.v1.ChatService", "parley.model.v1.ModelService", "grpc.health.v1.Health");
        FileDescriptor chat = reflection.describe("parley.chat.v1.ChatService");
        assertThat(chat.findServiceByName("ChatService")
                        .findMethodByName("StreamChat")
                        .isServerStreaming())
                .isTrue();
    }

    private void cancelAfterFirstEvent(ChatRequest request) throws Exception {
        CompletableFuture<ChatEvent> first = new CompletableFuture<>();
        ClientCall<ChatRequest, ChatEvent> call =
                with(KEY, "Bearer demo").newCall(ChatServiceGrpc.getStreamChatMethod(), CallOptions.DEFAULT);
        ClientCalls.asyncServerStreamingCall(call, request, new StreamObserver<>() {
            @Override
            public void onNext(ChatEvent event) {
                first.complete(event);
            }

            @Override
            public void onError(Throwable failure) {
                first.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        assertThat(first.get(5, TimeUnit.SECONDS)).isNotNull();
        call.cancel("enough", null);
    }

    /** The next good call on the same connection works. */
    private void assertWorks() {
        assertThat(text(blocking()
                        .withDeadlineAfter(Duration.ofSeconds(5))
                        .chat(request("builtin/echo", "still here"))))
                .isEqualTo("still here");
    }

    /** How a call with these bytes as its message ends. */
    private Status raw(String method, byte[] message) {
        return failure(() -> ClientCalls.blockingUnaryCall(
                        with(KEY, "Bearer demo"),
                        RawMessages.bytes(method),
                        CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS),
                        message))
                .getStatus();
    }

    private ChatServiceGrpc.ChatServiceBlockingStub blocking() {
        return ChatServiceGrpc.newBlockingStub(with(KEY, "Bearer demo"));
    }

    private Channel with(Metadata.Key<String> key, String value) {
        Metadata headers = new Metadata();
        headers.put(key, value);
        return ClientInterceptors.intercept(channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private ManagedChannel channel() {
        if (channel == null || channel.isShutdown()) {
            channel = client.open(gateway.port());
        }
        return channel;
    }

    private static StatusRuntimeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static List<ChatEvent> drain(Iterator<ChatEvent> events) {
        List<ChatEvent> all = new java.util.ArrayList<>();
        events.forEachRemaining(all::add);
        return all;
    }

    private static String text(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getParts(0).getText().getText();
    }

    private static ChatRequest request(String model, String text) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text))))
                .build();
    }
}
