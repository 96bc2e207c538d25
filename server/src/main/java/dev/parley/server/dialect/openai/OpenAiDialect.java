package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions, facing callers and facing hosts. */
public final class OpenAiDialect implements NorthDialect, SouthDialect {
    /** As in {@code Extension.dialect}. */
    public static final String NAME = "openai";

    private final OpenAiStyle style;
    private final Supplier<String> callIds;

    /** {@code callIds} makes ids for tool calls that a host sends without one; it must be thread-safe. */
    public OpenAiDialect(OpenAiStyle style, Supplier<String> callIds) {
        this.style = style;
        this.callIds = callIds;
    }

    /** How older completions are spoken where this is how chat completions are. */
    public CompletionDialect completions() {
        return new CompletionDialect(style);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** An id for a tool call that a host sent without one. */
    public String callId() {
        return callIds.get();
    }

    @Override
    public Incoming readRequest(byte[] body) {
        OpenAiRequest request = OpenAiRequestReader.read(body, style.looseMessages());
        int choices = request.chat().getSampling().getCandidates();
        if (choices > style.choicesMost()) {
            throw ChatException.invalid("n", "'n' is %d (expected: 1 to %d).".formatted(choices, style.choicesMost()));
        }
        return new OpenAiIncoming(request, style);
    }

    @Override
    public byte[] writeError(ChatError error, String requestId) {
        return OpenAiErrorWriter.write(error, style.authErrorType());
    }

    /** The error body of proxies that say no more than a text: {@code {"error": "text"}} (PUT-05). */
    public static byte[] writePlainError(ChatError error, String requestId) {
        return JsonWriter.document(
                out -> out.beginObject().field("error", error.getMessage()).endObject());
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return new OpenAiRequestWriter(style.lengthField()).write(request, model, stream, drops);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        return OpenAiResponseReader.read(body, callIds);
    }

    @Override
    public EventReader eventReader() {
        return new OpenAiStreamReader(callIds);
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }
}
