package dev.parley.server.provider;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.pool.Credential;

/** A provider whose host counts the tokens of a prompt without answering it. Thread-safe. */
public interface TokenCounter {
    /**
     * The prompt's input tokens. Blocks until the host has answered.
     *
     * @param model the model as the provider knows it
     * @throws dev.parley.server.error.ChatException the host cannot tell; blame REQUEST if it would refuse the request
     */
    long countTokens(ChatRequest request, String model, Credential credential);
}
