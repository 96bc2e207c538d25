package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One chat session, facing hosts. An answer has its session's id. */
public final class SessionDialect implements SouthDialect {
    static final String NAME = "deepseek";

    private final SessionFormat format;
    private final String session;
    private final DeepSeekModel model;

    /** A dialect for one session, which answers as one model. */
    public SessionDialect(SessionFormat format, String session, DeepSeekModel model) {
        this.format = format;
        this.session = session;
        this.model = model;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The payload of DS-32. The host streams whatever is asked for. */
    @Override
    public byte[] writeRequest(ChatRequest request, String name, boolean stream, Drops drops) {
        SessionLosses.report(request, drops);
        String prompt = format.prompt().render(request);
        return JsonWriter.document(out -> out.beginObject()
                .field("chat_session_id", session)
                .name("parent_message_id")
                .nullValue()
                .field("prompt", prompt)
                .name("ref_file_ids")
                .beginArray()
                .endArray()
                .field("thinking_enabled", model.thinks())
                .field("search_enabled", model.searches())
                .endObject());
    }

    /** A body that is no stream can only be a refusal. */
    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).stripLeading();
        throw text.startsWith("{") ? SessionFault.inAnswer(body) : BadAnswer.malformed("it is no stream of patches.");
    }

    @Override
    public EventReader eventReader() {
        return new PatchStreamReader(session, model, format.citations());
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return SessionFault.read(provider, status, retryAfter, body);
    }
}
