package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import java.util.List;

/**
 * OpenAI's Responses API, facing callers.
 *
 * <p>An {@code item_reference} is read as an assistant message of its own, whose one part is an {@code Opaque} of that
 * type with the id in {@code Part.id}: whoever keeps answers puts the item in its place.
 */
public final class ResponsesDialect implements NorthDialect {
    /** As in {@code Extension.dialect}. */
    public static final String NAME = "responses";

    private final OpenAiDialect errors;

    /** {@code errors} says what error bodies look like: both APIs have the same. */
    public ResponsesDialect(OpenAiDialect errors) {
        this.errors = errors;
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
        return errors.writeError(error, requestId);
    }

    /** The response object of a kept answer; one without an answer was cancelled. */
    public byte[] writeKept(KeptResponse kept) {
        return ResponseWriter.write(kept);
    }

    /** The list of input items of the answer with this id; items that came without an id are given one. */
    public byte[] writeInput(String id, List<ChatMessage> messages) {
        return InputListWriter.write(id, messages);
    }
}
