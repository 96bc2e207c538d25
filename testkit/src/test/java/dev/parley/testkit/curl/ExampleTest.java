package dev.parley.testkit.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTest {
    @Test
    void readsTables() {
        String table = """
                For people.

                === One
                curl a \\
                -d '{
                }'
                --- 200 application/json
                {"token": "<text>"}
                keep JWT token

                === Two
                curl b
                --- 404 text/event-stream
                data: x
                """;

        assertThat(Example.read(table))
                .containsExactly(
                        new Example(
                                "One",
                                "curl a \\\n-d '{\n}'",
                                200,
                                "application/json",
                                "{\"token\": \"<text>\"}",
                                Map.of("JWT", "token")),
                        new Example("Two", "curl b", 404, "text/event-stream", "data: x", Map.of()));
    }

    @Test
    void refusesExamplesWithoutAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Example.read("=== One\ncurl a\n"))
                .withMessageContaining("One");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"a": 1, "b": ["x", null, true]}   | {"a":1,"b":["x",null,true]} |
        {"a": "<text>", "b": "<int>"}      | {"a":"x","b":7}             |
        {"a": "<text>"}                    | {"a":""}                    | .a is  (expected: <text>)
        {"a": "<int>"}                     | {"a":"7"}                   | .a is 7 (expected: <int>)
        {"a": "<int>"}                     | {"a":7.5}                   | .a is 7.5 (expected: <int>)
        {"a": "<any>"}                     | {"a":null}                  |
        {"a": null}                        | {"a":0}                     | .a is 0 (expected: null)
        {"a": 1, "b": 2}                   | {"b":2,"a":1}               | ~ fields is [b, a] (expected: [a, b])~
        {"a": 1}                           | {"a":1,"b":2}               | .b is not known: 2
        {"a": 1, "b": 2}                   | {"a":1}                     | .b is missing
        {"a": 1, "b?": 2}                  | {"a":1}                     |
        {"a": 1, "b?": 2}                  | {"a":1,"b":3}               | .b is 3 (expected: 2)
        [1, 2]                             | [1]                         | ~ length is 1 (expected: 2)~
        [{"a": "<int>"}, "..."]            | [{"a":1},{"a":"x"}]         | [1].a is x (expected: <int>)
        [{"a": "<int>"}, "..."]            | []                          | ~ length is 0 (expected: 1)~
        {"a": "<~call_[a-z]+>"}            | {"a":"call_x"}              |
        {"a": "<~call_[a-z]+>"}            | {"a":"call_X"}              | .a is call_X (expected: <~call_[a-z]+>)
        {"a": 1}                           | [1]                         | it is [1] (expected: {a=1})
        {"a": 1}                           | {"a":                       | not JSON: {"a":
        """)
    void comparesJson(String shape, String json, String difference) {
        assertThat(Shape.differences(shape, json)).isEqualTo(difference == null ? List.of() : List.of(difference));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        data: 1;;data: [DONE]              | data: 1;;data: [DONE]       |
        data: {"a": "<int>"};;data: 2      | : hi;;data: {"a":1};;data: 2 |
        + data: {"a": "<int>"};;data: 2    | data: {"a":1};;data: {"a":2};;data: 2 |
        + data: {"a": "<int>"};;data: 2    | data: 2                     | frame 1: it is data: 2 (expected: data: {"a": "<int>"})
        event: x;data: 1                   | event: y;data: 1            | frame 1: it is event: y (expected: event: x)
        event: x;data: 1                   | data: 1                     | frame 1: it is data: 1 (expected: event: x;data: 1)
        data: 1                            | data: 1;;data: 2            | frame 2: it is not known: data: 2
        data: 1;;data: 2                   | data: 1                     | frame 2: it is missing
        data: {"a": 1}                     | data: {"a":2}               | frame 1: .a is 2 (expected: 1)
        """)
    void comparesStreams(String shape, String stream, String difference) {
        assertThat(EventStream.differences(shape.replace(';', '\n'), stream.replace(';', '\n')).stream()
                        .map(text -> text.replace('\n', ';'))
                        .toList())
                .isEqualTo(difference == null ? List.of() : List.of(difference));
    }
}
