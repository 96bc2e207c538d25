package dev.parley.server.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bodies of {@code fixtures/responses/round-trip}, read as from a caller and written as to a host. */
class ResponsesRoundTripTest {
    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("responses/round-trip").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("E-OTH-4, CLI-04: same dialect in and out gives equal JSON but for the state, and nothing is dropped")
    void writesEqualJson_andDropsNothing(Fixtures.Case test) {
        byte[] body = RequestCase.bytes(test, "request.json");
        ChatRequest chat = HostAnswerFixturesTest.dialect().readRequest(body).request();
        Drops drops = new Drops();
        byte[] written = HostRequestWriter.write(chat, chat.getModel(), RequestCase.stream(body), drops);
        assertThat(stateless(written)).isEqualTo(stateless(body));
        assertThat(drops.paths()).isEmpty();
    }

    /** The body without what the gateway sees to itself. */
    private static Map<Object, Object> stateless(byte[] body) {
        Map<Object, Object> fields = new TreeMap<>((Map<?, ?>) Objects.requireNonNull(JsonValues.of(body)));
        fields.remove("store");
        fields.remove("include");
        fields.remove("previous_response_id");
        return fields;
    }
}
