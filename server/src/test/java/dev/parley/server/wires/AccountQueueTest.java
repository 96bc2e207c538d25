package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.client.ParleyClient;
import dev.parley.testkit.FakeDeepSeek;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("DS-14, DS-15, DS-17, DS-21: two accounts with defaults: 4 run, 4 wait, the 9th is refused at once")
class AccountQueueTest {
    private static final String TWO = "a@x.org:pw,b@x.org:pw";

    private final CountDownLatch go = new CountDownLatch(1);
    private final FakeDeepSeek host = new FakeDeepSeek("a@x.org:pw", "b@x.org:pw").hold(go);
    private @Nullable Ds2Api gateway;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        go.countDown();
        if (gateway != null) {
            gateway.close();
        }
        host.close();
    }

    @Test
    @DisplayName("DS-14: over HTTP, whole and streamed")
    void refusesTheNinth_overHttp() {
        Ds2Api api = start(TWO);
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 9)
                .mapToObj(i -> api.postAsync(Ds2Api.CHAT, Http.chat("deepseek-chat", i % 2 == 0)))
                .toList();
        await().until(() -> calls.stream().anyMatch(CompletableFuture::isDone) && host.openStreams() == 4);
        List<HttpResponse<String>> done = calls.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
        assertThat(done).hasSize(1);
        assertThat(done.getFirst().statusCode()).isEqualTo(429);
        assertThat(done.getFirst().body())
                .contains("\"code\":\"account_pool_exhausted\"", "\"type\":\"rate_limit_error\"");
        assertThat(done.getFirst().headers().firstValue("retry-after")).isPresent();
        go.countDown();
        assertThat(calls.stream().map(CompletableFuture::join).filter(reply -> reply.statusCode() == 200))
                .hasSize(8)
                .allSatisfy(reply -> assertThat(reply.body()).containsAnyOf("Hello there", "[DONE]"));
        assertThat(host.mostOpenStreams()).isEqualTo(4);
    }

    @Test
    @DisplayName("DS-14, DS-21: over gRPC, where those in line hear of their place, and one that leaves makes room")
    void refusesTheNinth_overGrpc() {
        Ds2Api api = start(TWO);
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + api.port())
                .key(Ds2Api.KEY)
                .build()) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(new Call(client));
            }
            await().until(() -> host.openStreams() == 4);
            for (int place = 1; place <= 4; place++) {
                Call call = new Call(client);
                await().until(() -> !call.places().isEmpty());
                assertThat(call.places()).containsExactly(place);
                calls.add(call);
            }
            assertThat(new Call(client).failure().getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            calls.get(4).cancel();
            await().until(() -> calls.get(7).places().contains(3));
            assertThat(calls.get(5).places()).containsExactly(2, 1);
            Call late = new Call(client);
            await().until(() -> late.places().contains(4));
            go.countDown();
            Stream.concat(Stream.of(late), calls.stream().filter(call -> call != calls.get(4)))
                    .forEach(call ->
                            assertThat(call.whole().getLast().hasCompleted()).isTrue());
            assertThat(host.mostOpenStreams()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("DS-17: only what is sent takes a slot: no bad body, no count, no list")
    void takesNoSlot() throws Exception {
        Ds2Api api = start(
                "a@x.org:pw", "PROVIDERS_DEEPSEEK_POOL_MAX_IN_FLIGHT", "1", "PROVIDERS_DEEPSEEK_POOL_MAX_QUEUE", "0");
        CompletableFuture<HttpResponse<String>> running = api.postAsync(Ds2Api.CHAT, Http.chat("deepseek-chat", false));
        await().until(() -> host.openStreams() == 1);
        String hi = Http.chat("deepseek-chat", false);
        assertThat(api.post(Ds2Api.CHAT, hi).statusCode()).isEqualTo(429);
        assertThat(api.post(Ds2Api.CHAT, "{").statusCode()).isEqualTo(400);
        assertThat(api.post(Ds2Api.CHAT, "{\"model\":\"m\",\"messages\":[]}").statusCode())
                .isEqualTo(400);
        assertThat(api.post("/anthropic/v1/messages/count_tokens", hi).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/v1/models").statusCode()).isEqualTo(200);
        go.countDown();
        assertThat(running.join().statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("DS-15: without any account it is 503")
    void isUnavailable_withoutAccounts() throws Exception {
        HttpResponse<String> reply = start("").post(Ds2Api.CHAT, Http.chat("deepseek-chat", false));
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("no_accounts_configured", "providers.deepseek.accounts");
    }

    private Ds2Api start(String accounts, String... settings) {
        gateway = Ds2Api.sessions(folder, host.url(), accounts, settings);
        return gateway;
    }

    /** A call on a thread of its own, and what came of it so far. */
    private static final class Call {
        private final List<ChatEvent> events = java.util.Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<@Nullable StatusRuntimeException> failed = new AtomicReference<>();
        private final Context.CancellableContext context = Context.current().withCancellation();
        private final Thread thread;

        Call(ParleyClient client) {
            thread = Thread.ofVirtual().start(context.wrap(() -> run(client)));
        }

        private void run(ParleyClient client) {
            try {
                client.chat().streamChat(Asked.of("deepseek-chat", "hi")).forEachRemaining(events::add);
            } catch (StatusRuntimeException e) {
                failed.set(e);
            }
        }

        List<Integer> places() {
            return List.copyOf(events).stream()
                    .filter(ChatEvent::hasQueued)
                    .map(event -> event.getQueued().getPosition())
                    .toList();
        }

        void cancel() {
            context.cancel(null);
        }

        List<ChatEvent> whole() {
            join();
            assertThat(failed.get()).isNull();
            return events;
        }

        StatusRuntimeException failure() {
            join();
            return java.util.Objects.requireNonNull(failed.get());
        }

        private void join() {
            try {
                assertThat(thread.join(java.time.Duration.ofSeconds(10))).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
