/**
 * Anthropic's own Messages API, and hosts that speak it. Depends on provider.http and the Claude dialect; start at
 * {@link dev.parley.server.provider.anthropic.AnthropicProvider}.
 */
@NullMarked
package dev.parley.server.provider.anthropic;

import org.jspecify.annotations.NullMarked;
