package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.TokenQuestion;
import dev.parley.server.json.JsonWriter;
import java.util.Set;

/** The question how long a prompt is, to hosts, and the answer, theirs and ours. */
public final class ResponsesTokenCount {
    /** The fields that are taken; any other is refused. */
    private static final Set<String> FIELDS = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation",
            "conversation");

    private ResponsesTokenCount() {}

    /** Body of {@code POST /v1/responses/input_tokens}. */
    public static byte[] write(long inputTokens) {
        return JsonWriter.document(out -> out.beginObject()
                .field("object", "response.input_tokens")
                .field("input_tokens", inputTokens)
                .endObject());
    }

    /**
     * The question: a request without what only answers need.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST as for a request
     */
    public static byte[] question(ChatRequest chat, String model) {
        return TokenQuestion.of(HostRequestWriter.write(chat, model, false, new Drops()), FIELDS);
    }

    /**
     * The tokens that an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long read(byte[] answer) {
        return TokenQuestion.answer(answer, "input_tokens");
    }
}
