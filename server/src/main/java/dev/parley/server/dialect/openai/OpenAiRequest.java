package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import org.jspecify.annotations.Nullable;

/**
 * A chat completions request as read.
 *
 * @param chat its model is empty if none was given
 * @param includeUsage {@code stream_options.include_usage}; null if not given
 */
record OpenAiRequest(
        ChatRequest chat, boolean stream, @Nullable Boolean includeUsage) {}
