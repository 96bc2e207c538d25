/**
 * The dialect of Puter's driver calls, which only hosts speak: a chat completion inside an envelope, answered by one
 * JSON object or by JSON lines. Its messages, tools and finish reasons are OpenAI's, so this package uses the public
 * classes of {@code dialect.openai} for them; beyond that it depends on the contract, {@code json}, {@code error} and
 * {@code dialect.codec}. Start with {@link PuterDialect}.
 */
@NullMarked
package dev.parley.server.dialect.puter;

import org.jspecify.annotations.NullMarked;
