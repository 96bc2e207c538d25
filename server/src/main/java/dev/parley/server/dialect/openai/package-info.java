/**
 * OpenAI's chat completions dialect, both halves. Depends on the contract, {@code json}, {@code error} and
 * {@code dialect} only. Start with {@link OpenAiDialect}; {@link OpenAiRequestReader} shows what a caller may say,
 * {@link OpenAiRequestWriter} what a host is told, {@link OpenAiAnswer} how its answer is read and
 * {@link OpenAiStreamWriter} how it is written; {@link CompletionDialect} is the older API for callers. Google's hosts
 * of this dialect sign calls as those of their own do, so {@link ExtraContent} knows the name of that.
 */
@NullMarked
package dev.parley.server.dialect.openai;

import org.jspecify.annotations.NullMarked;
