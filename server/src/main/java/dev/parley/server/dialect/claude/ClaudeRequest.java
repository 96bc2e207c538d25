package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;

/**
 * A Messages request as read.
 *
 * @param chat its model is empty if none was given
 */
record ClaudeRequest(ChatRequest chat, boolean stream) {}
