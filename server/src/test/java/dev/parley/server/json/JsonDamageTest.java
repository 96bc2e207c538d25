package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("faults 28, 29, 35, 37: what is JSON is decided as another reader decides it")
class JsonDamageTest {
    private static final JsonFactory OTHER =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private static final String DOCUMENT =
            "{\"a\\u00e9\": [1, -0.5e+10, 0, true, false, null, \"x\\ud83d\\ude00\\n\\\"?\"], \"é\": {\"b\": {}, \"c\": []}}";

    @Test
    void agrees_onEveryByteReplacedLeftOutOrCut() {
        byte[] bytes = DOCUMENT.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            for (int value = 0; value < 0x80; value++) {
                byte[] damaged = bytes.clone();
                damaged[at] = (byte) value;
                assertAgrees(damaged);
            }
            String document = new String(bytes, UTF_8);
            int cut = Math.min(at, document.length() - 1);
            assertAgrees((document.substring(0, cut) + document.substring(cut + 1)).getBytes(UTF_8));
            assertAgrees(document.substring(0, cut).getBytes(UTF_8));
        }
    }

    @Test
    void agrees_onDocumentsOfOneAlphabet() {
        Random random = new Random(11);
        String alphabet = "{}[]:,\"\"\\u0e1- .tfn";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder document = new StringBuilder("[");
            for (int length = random.nextInt(12); length > 0; length--) {
                document.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertAgrees(document.append(']').toString().getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\\"", "\"tab\tin it\"", "\"\\u\"", "tru", "nulll"})
    void refusesBrokenStringsAndLiterals_alsoWhenTheyAreSkipped(String json) {
        assertThat(reads(("{\"a\": {\"b\": [" + json + "]}}").getBytes(UTF_8))).isFalse();
    }

    private static void assertAgrees(byte[] document) {
        assertThat(reads(document)).as("%s", new String(document, UTF_8)).isEqualTo(otherReads(document));
    }

    private static boolean reads(byte[] document) {
        try {
            JsonReader in = JsonReader.of(document);
            in.skip();
            in.end();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static boolean otherReads(byte[] document) {
        try (JsonParser in = OTHER.createParser(document)) {
            if (in.nextToken() == null) {
                return false;
            }
            in.skipChildren();
            in.finishToken();
            return in.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
