package dev.parley.server.dialect.deepseek;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Log-in and the opening of a session: what the host is asked, and its answers, which are {@code {code, msg, data}}.
 */
public final class SessionReply {
    private String token = "";
    private String id = "";
    private boolean failed;
    private @Nullable Challenge challenge;

    private SessionReply() {}

    /**
     * A session that was opened.
     *
     * @param challenge what the host wants solved first; null for nothing
     */
    public record Opened(String id, @Nullable Challenge challenge) {}

    /** The question of a log-in; {@code email} or {@code mobile} is empty. */
    public static byte[] logIn(String email, String mobile, String password) {
        return JsonWriter.document(out -> out.beginObject()
                .field(email.isEmpty() ? "mobile" : "email", email.isEmpty() ? mobile : email)
                .field("password", password)
                .endObject());
    }

    /** The question that opens a session. */
    public static byte[] open() {
        return "{}".getBytes(UTF_8);
    }

    /**
     * The token that a log-in gave.
     *
     * @throws ChatException the host refused, or gave none
     */
    public static String token(String provider, byte[] body) {
        String token = read(provider, body).token;
        if (token.isEmpty()) {
            throw BadAnswer.malformed("the log-in gave no token.");
        }
        return token;
    }

    /**
     * The session that was opened.
     *
     * @throws ChatException the host refused, or opened none
     */
    public static Opened opened(String provider, byte[] body) {
        SessionReply reply = read(provider, body);
        if (reply.id.isEmpty()) {
            throw BadAnswer.malformed("the session has no id.");
        }
        return new Opened(reply.id, reply.challenge);
    }

    private static SessionReply read(String provider, byte[] body) {
        SessionReply reply = new SessionReply();
        try {
            JsonReader in = JsonReader.of(body);
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                reply.field(field, in);
            }
            in.end();
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        if (reply.failed) {
            throw SessionFault.read(provider, 200, null, body);
        }
        return reply;
    }

    private void field(String field, JsonReader in) {
        switch (field) {
            case "code" -> failed = !in.raw().equals("0");
            case "data" -> {
                if (in.type() == JsonReader.Type.OBJECT) {
                    data(in);
                } else {
                    in.skip();
                }
            }
            default -> in.skip();
        }
    }

    private void data(JsonReader in) {
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "token" -> token = Lenient.text(in);
                case "id" -> id = Lenient.text(in);
                case "challenge" -> challenge = in.isNull() ? null : challenge(in.raw());
                default -> in.skip();
            }
        }
    }

    private static Challenge challenge(String json) {
        String type = "";
        JsonReader in = JsonReader.of(json);
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            if (field.equals("type")) {
                type = Lenient.text(in);
            } else {
                in.skip();
            }
        }
        return new Challenge(type, json);
    }
}
