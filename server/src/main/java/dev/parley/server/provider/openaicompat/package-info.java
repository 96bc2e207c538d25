/**
 * Any host that speaks OpenAI's chat API, by configuration alone. Start at
 * {@link dev.parley.server.provider.openaicompat.OpenAiCompatProvider}.
 */
@NullMarked
package dev.parley.server.provider.openaicompat;

import org.jspecify.annotations.NullMarked;
