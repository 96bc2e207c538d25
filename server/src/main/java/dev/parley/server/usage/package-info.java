/**
 * Counts what calls cost, start at {@link dev.parley.server.usage.UsageLedger}, and how long prompts are, start at
 * {@link dev.parley.server.usage.PromptTokens}. Knows no provider.
 */
@NullMarked
package dev.parley.server.usage;

import org.jspecify.annotations.NullMarked;
