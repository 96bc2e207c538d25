package dev.parley.server.frontend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.error.ChatException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7578: forms with files")
class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=X";
    private static final String FILE = String.join(
            "\r\n",
            "--X",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.zip\"",
            "Content-Type: application/zip",
            "",
            "%s",
            "");

    @Test
    void readsFieldsInTheirOrder() {
        String other = "--X \r\ncontent-disposition:form-data;filename=b;name=other\r\n\r\n\r\n--XX\r\n";
        MultipartForm form = read(
                TYPE, "preamble\r\n" + FILE.formatted("one\r\n--Y") + other + FILE.formatted("") + "--X--\r\nepilogue");

        assertThat(form.fields()).extracting(MultipartForm.Field::name).containsExactly("file", "other", "file");
        assertThat(form.field("file").orElseThrow().content())
                .asString(ISO_8859_1)
                .isEqualTo("one\r\n--Y");
        assertThat(form.field("other").orElseThrow().content())
                .asString(ISO_8859_1)
                .isEqualTo("\r\n--XX");
        assertThat(form.field("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=X",
                "multipart/form-data;boundary=\"X\"",
                "Multipart/Form-Data; charset=utf-8; Boundary=X",
                "multipart/form-data; boundary=X; charset=utf-8"
            })
    void readsBoundaries(String type) {
        assertThat(MultipartForm.isForm(type)).isTrue();
        assertThat(read(type, FILE.formatted("x") + "--X--").fields()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--X",
                "no boundary",
                "--X\r\n",
                "--X\r\n\r\n\r\n--X--",
                "--X\r\nContent-Disposition: form-data\r\n\r\nx\r\n--X--",
                "--X\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--X--",
                "--X\r\nContent-Disposition: form-data; filename=\"name=a\"\r\n\r\nx\r\n--X--",
                "--X\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
                "--X\r\nContent-Disposition: form-data; name=a\r\nx\r\n--X--",
            })
    void refusesWhatIsNoForm(String body) {
        assertThatThrownBy(() -> read(TYPE, body))
                .isInstanceOf(ChatException.class)
                .hasMessageStartingWith("The form cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void refusesFormsWithoutBoundary(String type) {
        assertThatThrownBy(() -> read(type, FILE.formatted("x") + "--X--")).hasMessageContaining("names no boundary");
    }

    @Test
    @DisplayName("SEC-05: headers and fields are bounded, and the time is linear in the size, whatever the bytes")
    @Timeout(20)
    void isBounded() {
        String headers =
                "--X\r\nx: " + "y".repeat(5000) + "\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--X--";
        assertThatThrownBy(() -> read(TYPE, headers)).hasMessageContaining("more than 4096 bytes");
        String fields = FILE.formatted("x").repeat(1001) + "--X--";
        assertThatThrownBy(() -> read(TYPE, fields)).hasMessageContaining("more than 1000 fields");

        String almost = "\r\n--" + "X".repeat(69);
        String type = TYPE.replace("X", "X".repeat(70));
        assertThatThrownBy(() -> read(type, almost.repeat((10 << 20) / almost.length())))
                .hasMessageContaining("nowhere");
    }

    @Test
    @DisplayName("Whatever the bytes are, a form is read or refused")
    void survivesAnything() {
        String whole = FILE.formatted("content") + FILE.formatted("more") + "--X--\r\n";
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = whole.getBytes(ISO_8859_1);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            byte[] sent = Arrays.copyOf(body, random.nextInt(3) == 0 ? random.nextInt(body.length) : body.length);
            try {
                assertThat(MultipartForm.read(TYPE, sent).fields()).hasSizeLessThanOrEqualTo(2);
            } catch (ChatException e) {
                assertThat(e).hasMessageStartingWith("The form cannot be read: ");
            }
        }
    }

    private static MultipartForm read(String type, String body) {
        return MultipartForm.read(type, body.getBytes(ISO_8859_1));
    }
}
