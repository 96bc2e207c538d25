package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Continuation;
import dev.parley.client.ChatErrors;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.response.v1.CancelResponseRequest;
import dev.parley.response.v1.DeleteResponseRequest;
import dev.parley.response.v1.GetResponseRequest;
import dev.parley.response.v1.KeptResponse;
import dev.parley.response.v1.ListInputMessagesRequest;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("RS-05, COM-02: kept answers over gRPC and REST")
@Timeout(60)
class KeptAnswersTest {
    private static final String ANN = "secret-of-ann";
    private static final String BOB = "secret-of-bob";

    /** How a client speaks. */
    enum Wire {
        GRPC,
        REST
    }

    @TempDir
    private Path folder;

    private FakeUpstream upstream;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upstream = FakeUpstream.openAi(
                request -> request.wantsStream() ? Hosts.stream("Fine ", "too") : Hosts.whole("Fine"));
        gateway = gateway("ACCESS_API_KEYS", ANN + ',' + BOB);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void isKeptContinuedShownAndDeleted(Wire wire) {
        try (ParleyClient ann = client(gateway, wire, ANN)) {
            ChatRequest asked = kept("gpt-4", "My name is Ann.", "");
            ChatResponse first = ann.chat().chat(asked);
            KeptResponse shown = get(ann, first.getId());
            assertThat(shown.getResponse()).isEqualTo(first);
            assertThat(shown.getRequest()).isEqualTo(asked);

            ChatRequest next = kept("gpt-4", "What is my name?", first.getId());
            long alone = ann.chat()
                    .countTokens(Asked.of("gpt-4", "What is my name?"))
                    .getInputTokens();
            assertThat(ann.chat().countTokens(next).getInputTokens()).isGreaterThan(alone);
            ChatResponse second = ann.chat().chat(next);
            assertThat(upstream.requests().getLast().body())
                    .containsSubsequence("My name is Ann.", "Fine", "What is my name?")
                    .doesNotContain("previous");
            assertThat(ann.responses()
                            .listInputMessages(ListInputMessagesRequest.newBuilder()
                                    .setId(second.getId())
                                    .build())
                            .getMessagesList())
                    .singleElement()
                    .satisfies(message -> assertThat(message.getId()).isNotEmpty());

            DeleteResponseRequest delete =
                    DeleteResponseRequest.newBuilder().setId(first.getId()).build();
            assertThat(ann.responses().deleteResponse(delete).getId()).isEqualTo(first.getId());
            assertFails(() -> ann.responses().deleteResponse(delete), Status.Code.NOT_FOUND, "response_not_found");
            assertFails(() -> get(ann, first.getId()), Status.Code.NOT_FOUND, "response_not_found");
            assertFails(() -> ann.chat().chat(next), Status.Code.NOT_FOUND, "previous_response_not_found");
            ann.chat().chat(kept("gpt-4", "And now?", second.getId()));
            assertThat(upstream.requests().getLast().body()).contains("My name is Ann.");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void canBeContinued_onceItsLastEventHasCome(Wire wire) {
        try (ParleyClient ann = client(gateway, wire, ANN);
                EventStream events = ann.stream(kept("gpt-4", "one", ""))) {
            for (ChatEvent event : events) {
                if (event.hasCompleted()) {
                    ann.chat().chat(kept("gpt-4", "two", event.getCompleted().getId()));
                }
            }
        }
        assertThat(upstream.requests().getLast().body()).containsSubsequence("one", "Fine too", "two");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void isCancelled_byAnotherCall(Wire wire) {
        try (ParleyClient ann = client(gateway, wire, ANN);
                EventStream events = ann.stream(kept("builtin/script", "[{text: Hello}, {pause: 50s}]", ""))) {
            String id = events.iterator().next().getStarted().getId();
            CancelResponseRequest cancel =
                    CancelResponseRequest.newBuilder().setId(id).build();
            KeptResponse cancelled = ann.responses().cancelResponse(cancel).getResponse();
            assertThat(cancelled.getId()).isEqualTo(id);
            assertThat(cancelled.hasResponse()).isFalse();
            assertFails(() -> events.forEach(event -> {}), Status.Code.CANCELLED, "cancelled");
            assertFails(() -> ann.responses().cancelResponse(cancel), Status.Code.NOT_FOUND, "response_not_found");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void isNotCancelled_whenItIsWhole(Wire wire) {
        try (ParleyClient ann = client(gateway, wire, ANN)) {
            String id = ann.chat().chat(kept("gpt-4", "one", "")).getId();
            assertFails(
                    () -> ann.responses()
                            .cancelResponse(
                                    CancelResponseRequest.newBuilder().setId(id).build()),
                    Status.Code.FAILED_PRECONDITION,
                    "response_not_cancellable");
        }
    }

    @Test
    @DisplayName("an answer is its caller's, whatever the place of the key among others and after a restart")
    void belongsToKey() {
        String id;
        try (ParleyClient ann = client(gateway, Wire.GRPC, ANN);
                ParleyClient bob = client(gateway, Wire.GRPC, BOB)) {
            id = ann.chat().chat(kept("gpt-4", "one", "")).getId();
            assertIsNobodys(bob, id);
        }
        gateway.close();
        gateway = gateway("ACCESS_API_KEYS", BOB + ',' + ANN);
        try (ParleyClient ann = client(gateway, Wire.GRPC, ANN);
                ParleyClient bob = client(gateway, Wire.GRPC, BOB)) {
            assertIsNobodys(bob, id);
            assertThat(get(ann, id).getId()).isEqualTo(id);
        }
    }

    @Test
    void belongsToAll_whoCallWithoutKey() {
        try (Gateway open = gateway(
                        "ACCESS_ALLOW_ANONYMOUS",
                        "true",
                        "DATA_DIR",
                        folder.resolve("open").toString());
                ParleyClient one = ParleyClient.grpc("127.0.0.1:" + open.port());
                ParleyClient other = ParleyClient.rest(open.url())) {
            String id = one.chat().chat(kept("gpt-4", "one", "")).getId();
            assertThat(get(other, id).getId()).isEqualTo(id);
        }
    }

    @Test
    void opensNoStore_forThoseWhoKeepNothing() {
        try (ParleyClient ann = client(gateway, Wire.GRPC, ANN)) {
            ann.chat().chat(Asked.of("gpt-4", "one"));
            assertFails(() -> get(ann, "resp_unknown"), Status.Code.NOT_FOUND, "response_not_found");
            assertThat(data()).doesNotExist();
            ann.chat().chat(kept("gpt-4", "one", ""));
            assertThat(data().resolve("parley.db")).exists();
        }
    }

    @Test
    void saysWhatToDo_whenAnotherProcessHasTheFolder() {
        try (ParleyClient ann = client(gateway, Wire.GRPC, ANN);
                Gateway second = gateway("ACCESS_API_KEYS", ANN);
                ParleyClient late = client(second, Wire.GRPC, ANN)) {
            String id = ann.chat().chat(kept("gpt-4", "one", "")).getId();
            assertThat(assertFails(
                                    () -> late.chat().chat(kept("gpt-4", "one", "")),
                                    Status.Code.UNAVAILABLE,
                                    "responses_unavailable")
                            .getMessage())
                    .contains("data.dir")
                    .doesNotContain(folder.toString());
            assertFails(() -> get(late, id), Status.Code.UNAVAILABLE, "responses_unavailable");
            late.chat().chat(Asked.of("gpt-4", "one"));
        }
    }

    private Gateway gateway(String... settings) {
        String[] all = new String[settings.length + 8];
        System.arraycopy(
                new String[] {
                    "PROVIDERS_UP_TYPE",
                    "openai",
                    "PROVIDERS_UP_BASE_URL",
                    upstream.url(),
                    "PROVIDERS_UP_MODELS",
                    "gpt-4",
                    "DATA_DIR",
                    data().toString()
                },
                0,
                all,
                0,
                8);
        System.arraycopy(settings, 0, all, 8, settings.length);
        return Gateway.start(all);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static ParleyClient client(Gateway gateway, Wire wire, String key) {
        return switch (wire) {
            case GRPC ->
                ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(key)
                        .build();
            case REST -> ParleyClient.builder().rest(gateway.url()).key(key).build();
        };
    }

    private static ChatRequest kept(String model, String text, String previous) {
        return Asked.of(model, text).toBuilder()
                .setContinuation(Continuation.newBuilder().setStore(true).setPreviousResponseId(previous))
                .build();
    }

    private static KeptResponse get(ParleyClient client, String id) {
        return client.responses()
                .getResponse(GetResponseRequest.newBuilder().setId(id).build());
    }

    private static void assertIsNobodys(ParleyClient other, String id) {
        assertFails(() -> get(other, id), Status.Code.NOT_FOUND, "response_not_found");
        assertFails(
                () -> other.chat().chat(kept("gpt-4", "two", id)),
                Status.Code.NOT_FOUND,
                "previous_response_not_found");
    }

    private static ChatError assertFails(ThrowingCallable call, Status.Code code, String reason) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure.getStatus().getCode()).isEqualTo(code);
        ChatError error = ChatErrors.of(failure).orElseThrow();
        assertThat(error.getReason()).isEqualTo(reason);
        return error;
    }
}
