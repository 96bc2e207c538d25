package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TOOL-13: arguments are fitted to the schema in the safe cases alone")
class CoercionTest {
    private static final String SCHEMA = """
            {"type": "object", "properties": {
              "i": {"type": "integer"}, "n": {"type": "number"}, "b": {"type": "boolean"}, "s": {"type": "string"},
              "l": {"type": "array", "items": {"type": "integer"}}, "t": {"type": ["integer", "null"]},
              "o": {"type": "object", "properties": {"i": {"type": "integer"}}}}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"i\":\"5\"}             | {\"i\":5}",
                "{\"i\":\"-12345678901234567890\"} | {\"i\":-12345678901234567890}",
                "{\"i\":\"5.5\"}           | {\"i\":\"5.5\"}",
                "{\"i\":\"05\"}            | {\"i\":\"05\"}",
                "{\"i\":\" 5\"}            | {\"i\":\" 5\"}",
                "{\"i\":5.0}               | {\"i\":5.0}",
                "{\"n\":\"1.50e3\"}        | {\"n\":1.50e3}",
                "{\"n\":\"NaN\"}           | {\"n\":\"NaN\"}",
                "{\"b\":\"true\"}          | {\"b\":true}",
                "{\"b\":\"True\"}          | {\"b\":\"True\"}",
                "{\"s\":5}                 | {\"s\":5}",
                "{\"s\":\"5\"}             | {\"s\":\"5\"}",
                "{\"l\":\"7\"}             | {\"l\":[7]}",
                "{\"l\":7}                 | {\"l\":[7]}",
                "{\"l\":[\"7\",8]}         | {\"l\":[7,8]}",
                "{\"l\":{\"a\":1}}         | {\"l\":{\"a\":1}}",
                "{\"l\":null}              | {\"l\":null}",
                "{\"t\":\"5\"}             | {\"t\":\"5\"}",
                "{\"o\":{\"i\":\"5\"},\"x\":\"5\"} | {\"o\":{\"i\":5},\"x\":\"5\"}",
                "{}                        | {}",
            })
    void fits(String arguments, String fitted) {
        assertThat(Coercion.fit(arguments, SCHEMA)).isEqualTo(fitted);
    }

    @ParameterizedTest
    @CsvSource({"''", "true", "'{'", "'[]'"})
    void leavesArguments_whenSchemaSaysNothing(String schema) {
        assertThat(Coercion.fit("{\"i\":\"5\"}", schema)).isEqualTo("{\"i\":\"5\"}");
    }
}
