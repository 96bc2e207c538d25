/**
 * DeepSeek in two forms: the vendor's public API, and hosts with log-in and chat sessions. Depends on provider.http and
 * the dialects of OpenAI and DeepSeek; start at {@link dev.parley.server.provider.deepseek.DeepSeekApiProvider} and
 * {@link dev.parley.server.provider.deepseek.DeepSeekSessionProvider}.
 */
@NullMarked
package dev.parley.server.provider.deepseek;

import org.jspecify.annotations.NullMarked;
