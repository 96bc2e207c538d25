/**
 * OpenAI's chat completions dialect, both halves. Depends on the contract, {@code json}, {@code error} and
 * {@code dialect} only. Start with {@link OpenAiRequestReader} for what a caller may say, {@link OpenAiRequestWriter}
 * for what a host is told.
 */
@NullMarked
package dev.parley.server.dialect.openai;

import org.jspecify.annotations.NullMarked;
