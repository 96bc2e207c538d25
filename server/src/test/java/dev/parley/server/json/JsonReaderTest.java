package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"z\" : [1,  2], \"a\":{} }",
                "[\"grüße\", {\"k\": \"日本 😀\"}]",
                "{}",
                "[]",
                "123456789012345678901234567890",
                "-0",
                "1.50E+3",
                "\"plain\"",
                "\"\\u00e9 \\/ \\ud800 é\"",
                "\"\"",
                "true",
                "false",
                "null"
            })
    @DisplayName("E-OTH-4: raw() keeps every kind of value byte for byte, also after multi-byte text")
    void givesValueUnchanged_whenRead(String json) {
        byte[] document = ("{\"ключ😀\": \"до — 😀\", \"v\": " + json + " , \"after\": 1}").getBytes(UTF_8);
        JsonReader in = JsonReader.of(document);
        in.beginObject();
        assertThat(in.string()).isEqualTo("до — 😀");
        in.nextField();
        assertThat(in.raw()).isEqualTo(json);
        assertThat(in.nextField()).isEqualTo("after");
        assertThat(in.integer()).isOne();
        assertThat(in.nextField()).isNull();
        in.end();
    }

    @Test
    void givesValueUnchanged_whenDocumentIsRangeOfBuffer() {
        byte[] buffer = "data: {\"a\": \"é\", \"b\": [ 1 ]}\n".getBytes(UTF_8);
        JsonReader in = JsonReader.of(buffer, 6, buffer.length - 7);
        in.beginObject();
        assertThat(in.raw()).isEqualTo("\"é\"");
        in.nextField();
        assertThat(in.raw()).isEqualTo("[ 1 ]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': [1, 'x'], 'type': 'image', 'source': {'type': 'url'}} | image | url",
                "{'source': {'z': {}, 'type': 'url'}, 'type': 7} | '' | url",
                "{'type': 'image', 'source': 'url'} | image | ''",
                "{'source': [{'type': 'url'}]} | '' | ''",
                "['type'] | '' | ''",
                "{'x': tru, 'type': 'image'} | '' | ''"
            })
    void looksAhead_andDoesNotMove(String json, String type, String source) {
        byte[] buffer = ("##" + json.replace('\'', '"') + "##").getBytes(UTF_8);
        JsonReader in = JsonReader.of(buffer, 2, buffer.length - 4);
        JsonReader.Type before = in.type();
        assertThat(in.peek("type")).isEqualTo(type);
        assertThat(in.peek("source", "type")).isEqualTo(source);
        assertThat(in.type()).isEqualTo(before);
    }

    @Test
    void givesWholeDocument_whenRawAtRoot() {
        assertThat(JsonReader.of(" {\"a\": 1} ").raw()).isEqualTo("{\"a\": 1}");
        assertThat(JsonReader.of("17").raw()).isEqualTo("17");
    }

    @Test
    void givesLongString_whenItFillsSeveralBuffers() {
        String text = "😀é".repeat(100_000);
        assertThat(JsonReader.of('"' + text + '"').string()).isEqualTo(text);
        assertThat(JsonReader.of("[\"" + text + "\"]").raw()).isEqualTo("[\"" + text + "\"]");
    }

    @Test
    void readsNestedValues_inOrder() {
        JsonReader in =
                JsonReader.of("{\"n\": [1.5, {\"deep\": [true]}, null, \"s\"], \"skip\": {\"a\": [1]}, \"last\": 2}");
        List<Object> seen = new ArrayList<>();
        seen.add(in.beginObject());
        in.beginArray();
        while (in.nextElement()) {
            seen.add(in.type());
            in.skip();
        }
        seen.add(in.nextField());
        in.skip();
        seen.add(in.nextField());
        seen.add(in.integer32());
        assertThat(in.nextField()).isNull();
        in.end();
        assertThat(seen)
                .containsExactly(
                        "n",
                        JsonReader.Type.NUMBER,
                        JsonReader.Type.OBJECT,
                        JsonReader.Type.NULL,
                        JsonReader.Type.STRING,
                        "skip",
                        "last",
                        2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}               | a                   | a string",
                "{\"a\": {\"b\": null}}   | a.b                 | a string",
                "{\"m\": [0, {\"c\": 7}]} | m[1].c              | a string",
                "{\"m\": [[], [7]]}       | m[1][0]             | a string",
            })
    void namesPathAndExpectation_whenTypeIsWrong(String json, String path, String expected) {
        assertThatThrownBy(() -> readStrings(JsonReader.of(json)))
                .asInstanceOf(type(JsonException.class))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path))
                .satisfies(e -> assertThat(e).hasMessageContaining(path).hasMessageContaining(expected));
    }

    private static void readStrings(JsonReader in) {
        switch (in.type()) {
            case OBJECT -> {
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    readStrings(in);
                }
            }
            case ARRAY -> {
                in.beginArray();
                while (in.nextElement()) {
                    if (!in.path().equals("m[0]") || in.type() == JsonReader.Type.ARRAY) {
                        readStrings(in);
                    } else {
                        in.skip();
                    }
                }
            }
            default -> in.string();
        }
    }

    @Test
    void namesTheElement_whenItsObjectHasBeenRead() {
        JsonReader in = JsonReader.of("{\"m\": [{\"a\": 1}, {\"a\": 2}]}");
        in.beginObject();
        in.beginArray();
        while (in.nextElement()) {
            in.skip();
        }
        assertThat(in.path()).isEqualTo("m");
        in = JsonReader.of("{\"m\": [{}, {\"a\": 2}]}");
        in.beginObject();
        in.beginArray();
        in.nextElement();
        in.skip();
        in.nextElement();
        in.beginObject();
        in.nextField();
        assertThat(in.path()).isEqualTo("m[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1",
                "{\"a\"",
                "{\"a\":}",
                "{a:1}",
                "[NaN]",
                "[01]",
                "[1,]",
                "{\"a\":1}}",
                "1 2",
                "'x'"
            })
    @DisplayName("faults 28, 29, 31, 35: what is not one JSON document is refused")
    void refuses_whenMalformed(String json) {
        assertThatThrownBy(() -> readAll(json.getBytes(UTF_8))).isInstanceOf(JsonException.class);
    }

    @Test
    @DisplayName("faults 33, 34: depth and number bombs are refused")
    void refuses_whenDocumentIsBomb() {
        assertThatThrownBy(() -> readAll("[".repeat(100_000).getBytes(UTF_8)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> readAll(("[" + "1".repeat(1000) + "]").getBytes(UTF_8)))
                .isInstanceOf(JsonException.class);
    }

    @Test
    @DisplayName("faults 37: byte order marks, other encodings and broken UTF-8 are refused")
    void refuses_whenNotUtf8() {
        assertRefused("\uFEFF{}".getBytes(UTF_8));
        assertRefused("{}".getBytes(UTF_16LE));
        assertRefused("\uFEFF{\"a\":1}".getBytes(UTF_16LE));
        assertRefused(new byte[] {'"', (byte) 0xC3, '"'});
        assertRefused(new byte[] {'"', (byte) 0xFF, '"'});
    }

    private static void assertRefused(byte[] document) {
        assertThatThrownBy(() -> readAll(document)).isInstanceOf(JsonException.class);
    }

    private static void readAll(byte[] document) {
        JsonReader in = JsonReader.of(document);
        if (in.type() == JsonReader.Type.STRING) {
            in.string();
        } else {
            in.raw();
        }
        in.end();
    }

    @Test
    @DisplayName("faults 36: half a surrogate pair is kept")
    void keepsLoneSurrogate_whenEscaped() {
        assertThat(JsonReader.of("\"a\\ud800b\"").string()).isEqualTo("a\ud800b");
    }

    @Test
    void refusesNumbers_whenOutOfKind() {
        refuses("1e400", JsonReader::number);
        refuses("\"1\"", JsonReader::number);
        refuses("1.5", JsonReader::integer);
        refuses("9223372036854775808", JsonReader::integer);
        refuses("2147483648", JsonReader::integer32);
        refuses("1", JsonReader::bool);
        refuses("\"yes\"", JsonReader::bool);
        refuses("[]", JsonReader::beginObject);
        refuses("{}", JsonReader::beginArray);
    }

    @Test
    void readsNumbers_atTheirLimits() {
        assertThat(JsonReader.of("9223372036854775807").integer()).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonReader.of("-2147483648").integer32()).isEqualTo(Integer.MIN_VALUE);
        assertThat(JsonReader.of("1e3").number()).isEqualTo(1000);
        assertThat(JsonReader.of("7").number()).isEqualTo(7);
    }

    private static void refuses(String json, Consumer<JsonReader> read) {
        assertThatThrownBy(() -> read.accept(JsonReader.of(json))).isInstanceOf(JsonException.class);
    }
}
