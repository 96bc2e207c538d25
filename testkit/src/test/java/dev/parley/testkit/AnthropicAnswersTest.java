package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples are what the Messages API's answers look like on the wire. */
class AnthropicAnswersTest {
    private static final Map<String, Answer> ANSWERS = Map.of(
            "text", Answer.text("Hello there"),
            "thinking", Answer.text("Hello").after("A greeting."),
            "tools",
                    Answer.calls(
                            new Answer.Call("toolu_1", "get_weather", "{\"city\":\"Paris\"}"),
                            new Answer.Call("toolu_2", "get_weather", "{\"city\":\"Rome\"}")),
            "length", Answer.text("Hel").cut(),
            "stop-sequence", Answer.text("One ").stoppedBy("END"),
            "cached", Answer.text("Hello").cached(20));

    static List<Fixtures.Case> samples() {
        return Fixtures.cases("anthropic/wire");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void looksLikeSample(Fixtures.Case sample) {
        Answer answer = ANSWERS.get(sample.toString());
        assertThat(AnthropicAnswers.whole(answer).text())
                .endsWith("\r\n\r\n" + sample.text("whole.json").strip());
        assertThat(AnthropicAnswers.stream(answer).body()).isEqualTo(sample.text("stream.sse"));
    }
}
