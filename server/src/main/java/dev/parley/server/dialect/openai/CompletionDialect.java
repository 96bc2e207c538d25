package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatError;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;

/**
 * OpenAI's older completions, facing callers (GM-14): a text is asked for by a prompt, or many by as many prompts. Each
 * prompt becomes a user's message of one request, which a pipeline must answer by itself.
 */
public final class CompletionDialect implements NorthDialect {
    private final OpenAiStyle style;

    public CompletionDialect(OpenAiStyle style) {
        this.style = style;
    }

    /** That of chat completions, with which it shares most fields. */
    @Override
    public String name() {
        return OpenAiDialect.NAME;
    }

    @Override
    public Incoming readRequest(byte[] body) {
        return CompletionRequestReader.read(body, style.choicesMost());
    }

    @Override
    public byte[] writeError(ChatError error, String requestId) {
        return OpenAiErrorWriter.write(error, style.authErrorType());
    }
}
