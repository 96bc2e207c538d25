package dev.parley.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatErrors;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RestChannel against servers that send these very bytes")
@Timeout(20)
class RestChannelTest {
    private static final ChatRequest REQUEST =
            ChatRequest.newBuilder().setModel("m").build();
    private static final String SSE = "text/event-stream; charset=utf-8";
    private static final String FRAMES = """
        data: {"partStarted":{"part":{"text":{}}}}

        data: {"partDelta":{"text":"é😀"}}

        : keep-alive

        event: news
        data: {"unknown":1}

        id: 1
        retry: 5
        data:{"partDelta":
        data: {"text":" two"},"addedLater":1}

        event: end
        data: {}

        """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    @DisplayName("E-STR-4, E-STR-5: any line ends, split at every byte")
    void readsStreams_howeverTheyAreCut(String lineEnd) throws Exception {
        byte[] bytes =
                RawServer.reply("200 OK", SSE, FRAMES.replace("\n", lineEnd)).getBytes(StandardCharsets.UTF_8);
        int head = RawServer.reply("200 OK", SSE, "").length();

        for (int cut = head; cut < bytes.length; cut++) {
            List<byte[]> pieces =
                    List.of(Arrays.copyOfRange(bytes, 0, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
            try (RawServer server = new RawServer(pieces);
                    ParleyClient client = client(server)) {
                assertThat(client.stream(REQUEST).text()).as("cut at %d", cut).isEqualTo("é😀 two");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event: end\n", "event: end\ndata: {}", "data: {}"})
    @DisplayName("A stream without its last frame is cut, however it ends")
    void isUnavailable_whenTheStreamIsCut(String rest) throws Exception {
        try (RawServer server = RawServer.answering("200 OK", SSE, "data: {\"candidate\":1}\n\n" + rest);
                ParleyClient client = client(server)) {
            List<ChatEvent> events = new ArrayList<>();
            StatusRuntimeException failure =
                    failure(() -> client.stream(REQUEST).forEach(events::add));

            assertThat(events)
                    .containsExactly(ChatEvent.newBuilder().setCandidate(1).build());
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void isUnavailable_whenTheConnectionBreaksInsideAChunk() throws Exception {
        String reply = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "19\r\ndata: {\"candidate\":1}\n\nxx\r\n64\r\ndata";
        try (RawServer server = new RawServer(List.of(reply.getBytes(StandardCharsets.US_ASCII)));
                ParleyClient client = client(server);
                EventStream stream = client.stream(REQUEST)) {
            assertThat(stream.iterator().next().getCandidate()).isEqualTo(1);
            assertThat(failure(() -> stream.iterator().next()).getStatus().getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway,UNAVAILABLE",
        "504 Gateway Timeout,DEADLINE_EXCEEDED",
        "429 Too Many Requests,RESOURCE_EXHAUSTED",
        "404 Not Found,NOT_FOUND",
        "302 Found,UNKNOWN"
    })
    void takesTheHttpStatus_whenTheBodyIsAProxys(String status, Status.Code code) throws Exception {
        try (RawServer server = RawServer.answering(status, "text/html", "<h1>sorry</h1>");
                ParleyClient client = client(server)) {
            StatusRuntimeException failure = failure(() -> client.chat().chat(REQUEST));

            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            assertThat(failure.getStatus().getDescription()).contains(status.substring(0, 3), "sorry");
            assertThat(ChatErrors.of(failure)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/json  | {"candidates": 7}  | INTERNAL
        text/html         | <h1>welcome</h1>   | INTERNAL
        """)
    void isInternal_whenAWholeAnswerMakesNoSense(String type, String body, Status.Code code) throws Exception {
        try (RawServer server = RawServer.answering("200 OK", type, body);
                ParleyClient client = client(server)) {
            assertThat(failure(() -> client.chat().chat(REQUEST)).getStatus().getCode())
                    .isEqualTo(code);
        }
    }

    @Test
    void isInternal_whenAStreamMakesNoSense() throws Exception {
        try (RawServer server =
                        RawServer.answering("200 OK", SSE, "data: {\"partDelta\": 7}\n\nevent: end\ndata: {}\n\n");
                ParleyClient client = client(server)) {
            assertThat(failure(() -> client.stream(REQUEST).text()).getStatus().getCode())
                    .isEqualTo(Status.Code.INTERNAL);
        }
    }

    @Test
    void tellsTheServerItsDeadline() throws Exception {
        try (RawServer server = RawServer.answering("200 OK", "application/json", "{}");
                ParleyClient client = client(server)) {
            client.chat().withDeadlineAfter(90, TimeUnit.SECONDS).chat(REQUEST);

            String head = server.requests.take();
            assertThat(head).startsWith("post /api/v1/chat http/1.1\n").contains("\nuser-agent: parley-java\n");
            assertThat(head).containsPattern("\ngrpc-timeout: (89\\d{3}|90000)m\n");
        }
    }

    @Test
    void keepsThePathOfItsBaseUrl() throws Exception {
        try (RawServer server = RawServer.answering("200 OK", "application/json", "{\"id\":\"x\"}");
                ParleyClient client = ParleyClient.rest("http://127.0.0.1:" + server.port() + "/behind/proxy/")) {
            assertThat(client.chat().chat(REQUEST).getId()).isEqualTo("x");
            assertThat(server.requests.take()).startsWith("post /behind/proxy/api/v1/chat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "//host", "/path"})
    void refusesUrlsWithoutSchemeOrHost(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RestChannel.create(URI.create(url), null))
                .withMessageContaining(url);
    }

    @Test
    @DisplayName("HEL-03: no Helidon among the SDK's dependencies")
    void needsNoHelidon() {
        String jars =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path");
        assertThat(jars.split(File.pathSeparator))
                .noneMatch(entry -> entry.contains("helidon"))
                .anyMatch(entry -> entry.contains("grpc-netty-shaded"));
    }

    private static ParleyClient client(RawServer server) {
        return ParleyClient.rest("http://127.0.0.1:" + server.port());
    }

    private static StatusRuntimeException failure(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }
}
