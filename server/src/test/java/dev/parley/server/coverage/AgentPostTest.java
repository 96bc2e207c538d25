package dev.parley.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.coverage.CoverageBench.Exchange;
import dev.parley.testkit.ResponsesStreamCheck;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CLI-04: what a coding agent posts to the Responses API goes through every provider, with no state kept")
class AgentPostTest {
    private static final String PATH = "/v1/responses";

    private static CoverageBench bench;

    @BeforeAll
    static void start() {
        bench = new CoverageBench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void isAsLongAsTheRealOnes() {
        assertThat(AgentPost.first("m", true).length()).isBetween(35_000, 50_000);
    }

    @ParameterizedTest
    @EnumSource
    void isAnswered_wholeAndStreamed(Target target) {
        String model = target.model(null);
        for (boolean stream : List.of(false, true)) {
            Exchange first = bench.ask(PATH, AgentPost.first(model, stream), target);
            understood(first, stream);
            reported(first, target);
            arrived(first, AgentPost.essentials());
            Exchange next = bench.ask(PATH, AgentPost.next(model, stream), target);
            understood(next, stream);
            arrived(next, AgentPost.essentials());
            arrived(next, AgentPost.conversation());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isAnsweredByABuiltInModel(boolean stream) {
        Stream.of(AgentPost.first("builtin/echo", stream), AgentPost.next("builtin/echo", stream))
                .forEach(post -> {
                    HttpResponse<String> reply = bench.send("POST", PATH, post);
                    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
                    understood(reply.body(), stream);
                });
    }

    private static void understood(Exchange exchange, boolean stream) {
        assertThat(exchange.status()).as(exchange.body()).isEqualTo(200);
        understood(exchange.body(), stream);
    }

    /** Hosts of the same API get all; elsewhere nothing is refused for hosted tools, and the caller is told. */
    private static void reported(Exchange exchange, Target target) {
        if (target == Target.RESPONSES) {
            assertThat(exchange.dropped()).isEmpty();
        } else {
            assertThat(exchange.dropped())
                    .anyMatch(path -> path.matches("tools|tools\\[]\\.opaque"))
                    .contains("extensions.client_metadata");
        }
    }

    private static void understood(String body, boolean stream) {
        if (stream) {
            assertThat(ResponsesStreamCheck.check(body)).endsWith("response.completed");
        } else {
            ResponsesStreamCheck.checkResponse(body);
        }
    }

    private static void arrived(Exchange exchange, List<String> texts) {
        assertThat(texts).allMatch(text -> exchange.sent().says(text, Sent.NOTHING));
    }
}
