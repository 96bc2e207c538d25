package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Responses API, facing callers and facing hosts.
 *
 * <p>An {@code item_reference} is read as an assistant message of its own, whose one part is an {@code Opaque} of that
 * type with the id in {@code Part.id}: whoever keeps answers puts the item in its place.
 */
public final class ResponsesDialect implements NorthDialect, SouthDialect {
    /** As in {@code Extension.dialect}. */
    public static final String NAME = "responses";

    /** Of answers that are not kept although their callers did not say so: their objects do. */
    public static final Extension NOT_KEPT = Form.NOT_KEPT.mark();

    private final OpenAiDialect chat;

    /** {@code chat} says what error bodies and made-up ids of calls look like: both of OpenAI's APIs have the same. */
    public ResponsesDialect(OpenAiDialect chat) {
        this.chat = chat;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Incoming readRequest(byte[] body) {
        return RequestReader.read(body);
    }

    @Override
    public byte[] writeError(ChatError error, String requestId) {
        return chat.writeError(error, requestId);
    }

    /** The response object of a kept answer; one without an answer was cancelled. */
    public byte[] writeKept(KeptResponse kept) {
        return ResponseWriter.write(kept);
    }

    /** The list of input items of the answer with this id; items that came without an id are given one. */
    public byte[] writeInput(String id, List<ChatMessage> messages) {
        return InputListWriter.write(id, messages);
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return HostRequestWriter.write(request, model, stream, drops);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        return HostResponseReader.read(body, chat::callId);
    }

    @Override
    public EventReader eventReader() {
        return new HostStreamReader(chat::callId);
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }
}
