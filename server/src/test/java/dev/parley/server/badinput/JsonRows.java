package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Cases 28 to 40: what bodies are made of. */
final class JsonRows {
    private JsonRows() {}

    static List<ChatRow> all() {
        return List.of(
                row(28, "an empty body", good -> "", 400, ""),
                row(29, "no JSON", good -> good.replace("\"hi\"", "secret-of-body"), 400, "line 1"),
                row(29, "JSON that breaks off", good -> good.substring(0, good.length() - 2), 400, "line 1"),
                row(30, "a list", good -> "[]", 400, ""),
                row(30, "a text", good -> "\"secret-of-body\"", 400, ""),
                row(30, "null", good -> "null", 400, ""),
                row(31, "two documents", good -> good + good, 400, ""),
                row(
                        32,
                        "a field twice: the last counts",
                        good -> "{\"model\":\"nobody\"," + good.substring(1),
                        200,
                        ""),
                row(
                        33,
                        "100,000 lists in each other",
                        good -> added(good, "\"x\":" + "[".repeat(100_000) + "]".repeat(100_000)),
                        400,
                        ""),
                row(
                        34,
                        "a number of 1,000 digits",
                        good -> added(good, "\"temperature\":" + "7".repeat(1000)),
                        400,
                        ""),
                row(34, "such a number in an unknown field", good -> added(good, "\"x\":" + "7".repeat(1000)), 400, ""),
                row(35, "1e400", good -> added(good, "\"temperature\":1e400"), 400, "temperature")
                        .raw(
                                Front.REST,
                                () -> added(Front.REST.good(), "\"sampling\":{\"temperature\":1e400}")
                                        .getBytes(UTF_8),
                                400,
                                "sampling"),
                row(35, "NaN", good -> added(good, "\"temperature\":NaN"), 400, ""),
                row(36, "half a surrogate pair", good -> good.replace("hi", "\\ud83d"), 200, ""),
                bytes(37, "broken UTF-8", good -> broken(good), 400, "UTF-8"),
                bytes(37, "a byte order mark", good -> ('\ufeff' + good).getBytes(UTF_8), 400, ""),
                bytes(37, "UTF-16", good -> good.getBytes(UTF_16), 400, ""),
                row(
                        38,
                        "a byte more than server.max-body-size",
                        good -> padded(good, Bench.BODY_MOST + 1),
                        413,
                        "server.max-body-size"),
                row(40, "unknown fields", good -> added(good, "\"x\":{\"y\":[1,2]}"), 200, "")
                        .on(Front.REST, "'x':{'y':[1,2]}", 400, "x"));
    }

    private static ChatRow row(int number, String what, UnaryOperator<String> body, int status, String word) {
        return bytes(number, what, good -> body.apply(good).getBytes(UTF_8), status, word);
    }

    private static ChatRow bytes(int number, String what, Function<String, byte[]> body, int status, String word) {
        return new ChatRow(number, what).json(front -> body.apply(front.good()), status, word);
    }

    private static String added(String good, String field) {
        return '{' + field + ',' + good.substring(1);
    }

    private static String padded(String good, int bytes) {
        return good + " ".repeat(bytes - good.length());
    }

    private static byte[] broken(String good) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = good.indexOf("hi");
        bytes.writeBytes(good.substring(0, at).getBytes(UTF_8));
        bytes.write(0xc3);
        bytes.writeBytes(good.substring(at).getBytes(UTF_8));
        return bytes.toByteArray();
    }
}
