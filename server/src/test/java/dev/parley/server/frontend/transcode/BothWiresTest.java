package dev.parley.server.frontend.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatErrors;
import dev.parley.client.ChatTexts;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.model.v1.GetModelRequest;
import dev.parley.model.v1.ListModelsRequest;
import dev.parley.server.frontend.transcode.Wires.Wire;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HEL-04: every SDK scenario behaves alike over REST and gRPC")
@Timeout(20)
@ParameterizedClass
@EnumSource(Wire.class)
class BothWiresTest {
    private static final Metadata.Key<String> TEXT = Metadata.Key.of("x-text", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> BYTES = Metadata.Key.of("x-bytes-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Wires wires = new Wires();
    private final ParleyClient client;
    private final Wire wire;

    BothWiresTest(Wire wire) {
        this.wire = wire;
        this.client = wires.client(wire);
    }

    @AfterEach
    void close() {
        client.close();
        wires.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "a\u2028b\u2029c", "😀 é \u0000 \\ \" </script>", "line\nline\r\n\ttab", ""})
    void answersWhole(String text) {
        assertThat(ChatTexts.of(client.chat().chat(request("echo", text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one two three", "a\u2028b 😀\n\ndata: x\n\nevent: end\n\n"})
    void streamsTheVeryEvents(String text) {
        ChatRequest request = request("words", text);

        List<ChatEvent> events = new ArrayList<>();
        try (EventStream stream = client.stream(request)) {
            stream.forEach(events::add);
        }

        assertThat(events).isEqualTo(ScriptedChat.script(request));
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 8 << 20})
    void carriesLargeMessages(int size) {
        String text = "0123456789abcdef".repeat(size / 16);

        assertThat(ChatTexts.of(client.chat().chat(request("echo", text)))).isEqualTo(text);
        assertThat(client.stream(request("words", text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carriesErrorDetails_whenTheCallFailsBeforeItsFirstEvent(boolean stream) {
        StatusRuntimeException failure = failure(() -> {
            if (stream) {
                client.stream(request("fail", "")).iterator().next();
            } else {
                client.chat().chat(request("fail", ""));
            }
        });

        isRateLimit(failure);
    }

    @Test
    void carriesErrorDetails_whenTheCallFailsMidStream() {
        Iterator<ChatEvent> events = client.stream(request("fail-late", "")).iterator();
        events.next();
        events.next();

        isRateLimit(failure(events::next));
    }

    @Test
    void endsWithDeadlineExceeded_andTellsTheService_whenTheDeadlinePasses() throws Exception {
        var hurried = client.chat().withDeadlineAfter(200, TimeUnit.MILLISECONDS);

        assertThat(failure(() -> hurried.chat(request("hang", ""))).getStatus().getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(wires.chat.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsWithDeadlineExceeded_whenTheDeadlinePassesMidStream() {
        try (ParleyClient hurried =
                wires.builder(wire).deadline(Duration.ofMillis(500)).build()) {
            Iterator<ChatEvent> events =
                    hurried.stream(request("start-and-hang", "")).iterator();
            events.next();

            assertThat(failure(events::next).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void stopsTheService_whenTheStreamIsClosed() throws Exception {
        EventStream stream = client.stream(request("endless", "word "));
        stream.iterator().next();

        stream.close();

        assertThat(wires.chat.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(failure(() -> stream.iterator().forEachRemaining(event -> {}))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    @DisplayName("COM-08: within a second, also while the service is silent")
    void stopsASilentService_whenTheStreamIsClosed() throws Exception {
        EventStream stream = client.stream(request("start-and-hang", ""));
        stream.iterator().next();

        stream.close();

        assertThat(wires.chat.cancelled.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void freesAReaderThatWaits_whenAnotherThreadClosesTheStream() throws Exception {
        EventStream stream = client.stream(request("start-and-hang", ""));
        stream.iterator().next();
        var reading = CompletableFuture.supplyAsync(
                () -> failure(() -> stream.iterator().next()));

        stream.close();

        assertThat(reading.get(5, TimeUnit.SECONDS).getStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void endsOpenCallsAndRefusesNewOnes_whenTheClientIsClosed() {
        Iterator<ChatEvent> events =
                client.stream(request("start-and-hang", "")).iterator();
        events.next();

        client.close();

        assertThat(failure(events::next).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(failure(() -> client.chat().chat(request("echo", "")))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void isUnavailable_whenNobodyListens() {
        wires.close();

        assertThat(failure(() -> client.chat().chat(request("echo", "")))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void carriesMetadataBothWays() {
        Metadata sent = new Metadata();
        sent.put(TEXT, "some text");
        sent.put(TEXT, "more");
        sent.put(BYTES, new byte[] {0, -1, 127});
        sent.put(REQUEST_ID, "my-id:1");
        var replied = new AtomicReference<Metadata>();
        var stub = client.chat()
                .withInterceptors(
                        MetadataUtils.newAttachHeadersInterceptor(sent),
                        MetadataUtils.newCaptureMetadataInterceptor(replied, new AtomicReference<>()));

        stub.chat(request("echo", ""));

        assertThat(replied.get().getAll(TEXT)).containsExactly("some text", "more");
        assertThat(replied.get().get(BYTES)).containsExactly(0, -1, 127);
        assertThat(replied.get().get(REQUEST_ID)).isEqualTo("my-id:1");
    }

    @Test
    @DisplayName("SEC-01: the key is sent, and shown by no toString")
    void sendsTheKeyButNeverShowsIt() {
        String key = "test-key-" + System.nanoTime();
        var replied = new AtomicReference<Metadata>();
        try (ParleyClient keyed = wires.builder(wire).key(key).build()) {
            keyed.chat()
                    .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(replied, new AtomicReference<>()))
                    .chat(request("echo", ""));

            assertThat(replied.get().get(AUTHORIZATION)).isEqualTo("Bearer " + key);
            assertThat(List.of(
                            keyed,
                            keyed.channel(),
                            keyed.chat(),
                            wires.builder(wire).key(key)))
                    .allSatisfy(shown -> assertThat(shown.toString()).doesNotContain(key));
        }
    }

    @Test
    void isRefusedByAnInterceptor() {
        Metadata sent = new Metadata();
        sent.put(Wires.REFUSE, "yes");
        var stub = client.chat().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent));

        Status status = failure(() -> stub.chat(request("echo", ""))).getStatus();

        assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status.getDescription()).isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "vendor/family/model:free", "a b+c%2Fd?e#f;g=h&é😀", "..", "a/../b", "*"})
    void asksForModelsWhoseIdsAreAnyText(String id) {
        assertThat(client.models()
                        .getModel(GetModelRequest.newBuilder().setId(id).build())
                        .getId())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a&b=c d+e%é"})
    void carriesQueryParameters(String provider) {
        var request = ListModelsRequest.newBuilder().setProvider(provider).build();

        assertThat(client.models().listModels(request).getModels(0).getProvider())
                .isEqualTo(provider);
    }

    @Test
    void answersThroughFutures() throws Exception {
        assertThat(ChatTexts.of(client.chatFuture().chat(request("echo", "x")).get()))
                .isEqualTo("x");
    }

    @Test
    void stopsTheService_whenAFutureIsCancelled() throws Exception {
        var hanging = client.chatFuture().chat(request("hang", ""));
        assertThat(wires.chat.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        hanging.cancel(true);

        assertThat(wires.chat.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("Back-pressure: events come as they are asked for, each once, in order")
    void deliversNoMoreThanWasAskedFor() throws Exception {
        ChatRequest request = request("words", "one two three four");
        var asking = new OneByOne();

        client.chatAsync().streamChat(request, asking);

        assertThat(asking.all.get(5, TimeUnit.SECONDS)).isEqualTo(ScriptedChat.script(request));
    }

    private static void isRateLimit(StatusRuntimeException failure) {
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(failure.getStatus().getDescription())
                .isEqualTo(ScriptedChat.limitedError().getMessage());
        assertThat(ChatErrors.of(failure)).contains(ScriptedChat.limitedError());
        assertThat(ChatErrors.retryAfter(failure)).contains(Duration.ofSeconds(7));
    }

    private static ChatRequest request(String model, String text) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatTexts.user(text))
                .build();
    }

    private static StatusRuntimeException failure(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }

    /** Asks for each event when it has the one before. */
    private static final class OneByOne implements ClientResponseObserver<ChatRequest, ChatEvent> {
        final CompletableFuture<List<ChatEvent>> all = new CompletableFuture<>();
        private final List<ChatEvent> events = new ArrayList<>();
        private ClientCallStreamObserver<ChatRequest> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<ChatRequest> started) {
            call = started;
            call.disableAutoRequestWithInitial(1);
        }

        @Override
        public void onNext(ChatEvent event) {
            events.add(event);
            call.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            all.complete(events);
        }
    }
}
