/**
 * DeepSeek's models, and the dialect of hosts with log-in and chat sessions, which only hosts speak: one text as the
 * prompt, answered by a stream of patches ({@code docs/deepseek-session.md}). Depends on the contract, {@code json},
 * {@code error} and {@code dialect.codec}. Start with {@link SessionDialect}.
 */
@NullMarked
package dev.parley.server.dialect.deepseek;

import org.jspecify.annotations.NullMarked;
