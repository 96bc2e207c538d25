/**
 * Anthropic's Messages dialect, both halves. Depends on the contract, {@code json}, {@code error} and {@code dialect}
 * only. Start with {@link ClaudeDialect}; {@link ClaudeRequestReader} shows what a caller may say,
 * {@link ClaudeRequestWriter} what a host is told, {@link ClaudeAnswer} how its answer is read and
 * {@link ClaudeStreamWriter} how one is written.
 */
@NullMarked
package dev.parley.server.dialect.claude;

import org.jspecify.annotations.NullMarked;
