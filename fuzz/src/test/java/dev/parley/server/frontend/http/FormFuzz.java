package dev.parley.server.frontend.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import java.util.Arrays;

/** Forms of uploads. The first line is the content type. */
public final class FormFuzz {
    private FormFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "multipart-form",
                Seeds.texts(
                        "multipart/form-data; boundary=x\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--x--\r\n",
                        "multipart/form-data; boundary=\"x y\"\nhello\r\n--x y \r\ncontent-disposition: form-data;filename=f;name=b\r\n\r\n\r\n--x y--"),
                FormFuzz::read);
    }

    private static void read(byte[] input) throws Exception {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        String type = new String(input, 0, line, UTF_8);
        byte[] body = Arrays.copyOfRange(input, Math.min(input.length, line + 1), input.length);
        MultipartForm form = Laws.fromCaller(() -> MultipartForm.read(type, body));
        if (form != null) {
            int bytes = form.fields().stream()
                    .mapToInt(field -> field.content().length)
                    .sum();
            Laws.check(bytes <= body.length, "it holds more than was sent");
        }
    }
}
