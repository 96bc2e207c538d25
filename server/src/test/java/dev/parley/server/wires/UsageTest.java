package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.Gateway;
import dev.parley.server.store.UsageRecord;
import dev.parley.server.usage.UsageReport;
import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("MA-13: every request of a caller is counted once, however it ends")
class UsageTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String KEY = "default-key-1";

    private FakeUpstream upstream;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upstream = FakeUpstream.lax(request -> Hosts.stream("a", "b"));
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m",
                "ROUTES_DEFAULT_MODEL",
                "m");
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void countsWholeAnswer_withItsTokens() throws Exception {
        Http.post(gateway, CHAT, Http.chat("m", true));
        upstream.enqueue(Hosts.whole("a"));
        Http.post(gateway, CHAT, Http.chat("m", false));

        UsageReport seen = gateway.usage();
        assertThat(seen.keys()).containsOnlyKeys(KEY);
        assertRecord(seen.keys().get(KEY), 2, 2, 14, 6, 0);
        assertRecord(seen.models().get("m"), 2, 2, 14, 6, 0);
        assertRecord(seen.total(), 2, 2, 14, 6, 0);
        assertThat(seen.hours()).hasSize(1);
        assertThat(seen.days()).hasSize(1);
        assertThat(seen.total().totalTokens()).isEqualTo(20);
    }

    @Test
    void countsForTheDefaultModel_whenNoneIsNamed() throws Exception {
        upstream.enqueue(Hosts.whole("a"));
        Http.post(gateway, CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(gateway.usage().models()).containsOnlyKeys("m");
    }

    @Test
    void countsWhatCannotBeRead_orIsRefused() throws Exception {
        Http.post(gateway, CHAT, "{");
        Http.post(gateway, CHAT, Http.chat("no-such-model", true));
        Http.post(gateway, "/v1/messages/count_tokens", Http.chat("m", false));

        assertRecord(gateway.usage().keys().get(KEY), 2, 0, 0, 0, 0);
        assertThat(gateway.usage().models()).containsOnlyKeys("other");
    }

    @Test
    void countsNothing_whenNobodyKnowsTheKey() throws Exception {
        Http.post(gateway, CHAT, Http.chat("m", true), "authorization", "Bearer wrong");

        assertThat(gateway.usage().total().requests()).isZero();
        assertThat(gateway.usage().keys()).isEmpty();
    }

    @Test
    void countsFaultOfTheHost() throws Exception {
        upstream.enqueue(Hosts.error(500, "broken"));
        Http.post(gateway, CHAT, Http.chat("m", true));

        assertRecord(gateway.usage().models().get("m"), 1, 0, 0, 0, 0);
        assertThat(gateway.usage().total().failed()).isEqualTo(1);
    }

    @Test
    void countsCallThatWasLeft_withTheEstimateOfItsPromptAndOfWhatCame() throws Exception {
        upstream.enqueue(Hosts.begin().event(Hosts.delta("a")).stall());
        HttpResponse<InputStream> answer = Http.open(gateway, CHAT, Http.chat("m", true));
        answer.body().read();
        answer.body().close();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> gateway.usage().total().requests() == 1);
        assertRecord(gateway.usage().models().get("m"), 1, 0, 3, 1, 1);
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    @DisplayName("faults 7: of an answer that breaks off, what its host told counts, and what it had said")
    void countsAnswerThatBreaksOff(Break kind) throws Exception {
        try (FakeUpstream host = FakeUpstream.lax(request -> kind.of(AnthropicAnswers.openText(
                        AnthropicAnswers.begin(Answer.text("")), "one two three four five six seven eight")));
                Gateway telling = Gateway.start(
                        "ACCESS_API_KEYS",
                        Http.KEY,
                        "TIMEOUTS_IDLE",
                        "500ms",
                        "PROVIDERS_UP_TYPE",
                        "anthropic",
                        "PROVIDERS_UP_BASE_URL",
                        host.origin(),
                        "PROVIDERS_UP_API_KEYS",
                        "k",
                        "PROVIDERS_UP_MODELS",
                        "m")) {
            Http.post(telling, CHAT, Http.chat("m", true));

            assertRecord(telling.usage().models().get("m"), 1, 0, Answer.INPUT, 10, 1);
        }
    }

    enum Break {
        RESET {
            @Override
            Reply of(Reply begun) {
                return begun.pause(100).reset();
            }
        },
        ERROR {
            @Override
            Reply of(Reply begun) {
                return begun.pause(100)
                        .then("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\n\n");
            }
        },
        SILENCE {
            @Override
            Reply of(Reply begun) {
                return begun.stall();
            }
        };

        abstract Reply of(Reply begun);
    }

    private static void assertRecord(
            UsageRecord record, long requests, long succeeded, long prompt, long completion, long estimated) {
        assertThat(record.requests()).as("requests").isEqualTo(requests);
        assertThat(record.succeeded()).as("succeeded").isEqualTo(succeeded);
        assertThat(record.promptTokens()).as("prompt tokens").isEqualTo(prompt);
        assertThat(record.completionTokens()).as("completion tokens").isEqualTo(completion);
        assertThat(record.estimated()).as("estimated").isEqualTo(estimated);
        assertThat(record.createdAt()).isBeforeOrEqualTo(record.lastUsed());
    }
}
