package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResponsesRulesTest {
    private static final String PATH = "/v1/responses";

    static List<Fixtures.Case> refused() {
        return Fixtures.cases("responses/host-refused");
    }

    static List<Fixtures.Case> accepted() {
        return Fixtures.cases("responses/host-accepted");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Fixtures.Case fixture) {
        assertThatThrownBy(() -> ResponsesRules.check(post(PATH, fixture.text("request.json"))))
                .isInstanceOf(Refusal.class)
                .hasMessage(fixture.text("message.txt").strip());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(Fixtures.Case fixture) {
        assertThatCode(() -> ResponsesRules.check(post(PATH, fixture.text("request.json"))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatOnlyAnswersNeed_whenTokensAreCounted() {
        String path = PATH + "/input_tokens";
        assertThatCode(() -> ResponsesRules.check(post(path, "{\"model\":\"gpt-5\",\"input\":\"Hi\"}")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        ResponsesRules.check(post(path, "{\"model\":\"gpt-5\",\"input\":\"Hi\",\"store\":false}")))
                .hasMessage("store: Unknown parameter");
    }

    private static ReceivedRequest post(String path, String body) {
        return new ReceivedRequest("POST", path, Map.of("content-type", "application/json"), body);
    }
}
