package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, in whichever shape: OpenAI's, a bare message or detail, a list of them, text, or a page. What it
 * does not tell is empty. Of messages inside one another the outermost counts, and what another host said before.
 */
final class UpstreamErrorBody {
    private static final Pattern NUMBER = Pattern.compile("\\d{3}");

    private final ErrorDetails details = new ErrorDetails();
    private String message = "";
    private String raw = "";
    private String type = "";
    private String code = "";
    private String param = "";

    private UpstreamErrorBody() {}

    static UpstreamErrorBody read(byte[] body) {
        UpstreamErrorBody error = new UpstreamErrorBody();
        try {
            error.value(JsonReader.of(body));
        } catch (JsonException e) {
            error.text(new String(body, StandardCharsets.UTF_8).strip());
        }
        return error;
    }

    /** With what another host said, where this one only passes that on. */
    String message() {
        return raw.isEmpty() ? message : message + ": " + raw;
    }

    String type() {
        return type;
    }

    String code() {
        return code;
    }

    String param() {
        return param;
    }

    /** What its details give as the reason. */
    String reason() {
        return details.reason();
    }

    /** When to try again; null if it is not told. */
    @Nullable
    Duration retryDelay() {
        return details.retryDelay();
    }

    /** The HTTP status that the code is; 0 if it is another word. */
    int status() {
        return NUMBER.matcher(code).matches() ? Integer.parseInt(code) : 0;
    }

    private void text(String text) {
        boolean page = text.startsWith("<");
        if (message.isEmpty() && !page) {
            message = text;
        }
    }

    private void value(JsonReader in) {
        switch (in.type()) {
            case STRING -> text(in.string());
            case OBJECT -> object(in);
            case ARRAY -> {
                in.beginArray();
                while (in.nextElement()) {
                    value(in);
                }
            }
            case NUMBER, BOOLEAN, NULL -> in.skip();
        }
    }

    private void object(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "error", "errors", "message", "msg", "detail", "error_message", "metadata" -> value(in);
                case "type", "status" -> type = type(Lenient.text(in));
                case "code" -> code = in.type() == JsonReader.Type.NUMBER ? in.raw() : orElse(Lenient.text(in), code);
                case "param" -> param = Lenient.text(in);
                case "details" -> details.read(in);
                case "raw" -> raw = Lenient.text(in);
                default -> in.skip();
            }
        }
    }

    /** Anthropic's whole body is of the type {@code error}, which tells nothing. */
    private String type(String given) {
        return given.equals("error") ? type : orElse(given, type);
    }

    private static String orElse(String given, String before) {
        return given.isEmpty() ? before : given;
    }
}
