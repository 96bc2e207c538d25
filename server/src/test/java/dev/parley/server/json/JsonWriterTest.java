package dev.parley.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    @Test
    void writesEveryKindOfValue() {
        assertThat(written(out -> out.beginObject()
                        .field("s", "a\"b")
                        .field("n", Long.MAX_VALUE)
                        .field("t", true)
                        .name("x")
                        .nullValue()
                        .name("r")
                        .raw("{ \"k\" : 1.0 }")
                        .name("l")
                        .beginArray()
                        .value("e")
                        .value(2)
                        .endArray()
                        .endObject()))
                .isEqualTo("{\"s\":\"a\\\"b\",\"n\":9223372036854775807,\"t\":true,\"x\":null,"
                        + "\"r\":{ \"k\" : 1.0 },\"l\":[\"e\",2]}");
    }

    @ParameterizedTest
    @CsvSource({"1.0,1", "0.1,0.1", "-2.0,-2", "1e20,1.0E20", "0.0,0", "123456789.25,1.2345678925E8", "NaN,'\"NaN\"'"})
    void writesWholeNumbersWithoutFraction(double number, String json) {
        assertThat(written(out -> out.value(number))).isEqualTo(json);
    }

    @Test
    @DisplayName("CLI-11: text outside ASCII is UTF-8, wherever it stands")
    void writesUtf8_atAnyOffset() {
        String text = "é😀\u2028日";
        for (int offset = 0; offset < 40; offset++) {
            String padded = "x".repeat(7_980 + offset) + text;
            assertThat(written(out -> out.value(padded))).isEqualTo('"' + padded + '"');
        }
    }

    @Test
    @DisplayName("faults 36: half a surrogate pair stays an escape")
    void keepsLoneSurrogate() {
        assertThat(written(out -> out.value("a\ud800b"))).isEqualTo("\"a\\uD800b\"");
        assertThat(written(out -> out.value("\udc00"))).isEqualTo("\"\\uDC00\"");
    }

    @Test
    @DisplayName("faults 36: half a surrogate pair is told from the question marks around it")
    void keepsLoneSurrogate_amongQuestionMarks() {
        assertThat(written(out -> out.value("\"why?\" 😀 \udc00?\n"))).isEqualTo("\"\\\"why?\\\" 😀 \\uDC00?\\n\"");
        assertThat(written(out -> out.value("why? 日本?"))).isEqualTo("\"why? 日本?\"");
    }

    @Test
    void escapesEachCharacterThatNeedsIt_atAnyOffset() {
        for (char c = 0; c < 0x300; c++) {
            for (int offset = 0; offset < 9; offset++) {
                String text = "é".repeat(offset) + c + "tail of more than eight";
                String json = written(out -> out.value(text));
                assertThat(json.chars().noneMatch(written -> written < ' ')).isTrue();
                assertThat(JsonReader.of(json).string()).isEqualTo(text);
            }
        }
        assertThat(written(out -> out.value("\"\\/\b\f\n\r\t\u0001\u001f\u007f")))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001F\u007f\"");
    }

    @Test
    @DisplayName("E-STR-7: foreign JSON goes on one line, as an event must")
    void putsRawJsonOnOneLine() {
        assertThat(JsonWriter.line(out -> out.raw("{\r\n \"a\\n\": [\n1]}"))).isEqualTo("{   \"a\\n\": [ 1]}");
    }

    @Property(tries = 200)
    void readsBack_whatWasWritten(@ForAll String text, @ForAll long number, @ForAll double decimal) {
        byte[] document = JsonWriter.document(
                out -> out.beginArray().value(text).value(number).value(decimal).endArray());
        JsonReader in = JsonReader.of(document);
        in.beginArray();
        in.nextElement();
        assertThat(in.string()).isEqualTo(text);
        in.nextElement();
        assertThat(in.integer()).isEqualTo(number);
        in.nextElement();
        assertThat(in.number()).isEqualTo(decimal == 0 ? 0.0 : decimal);
    }

    private static String written(Consumer<JsonWriter> body) {
        return new String(JsonWriter.document(body), StandardCharsets.UTF_8);
    }
}
