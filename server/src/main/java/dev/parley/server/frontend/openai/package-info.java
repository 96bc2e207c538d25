/**
 * The OpenAI API: routes alone, what they say is the dialect's. Start at
 * {@link dev.parley.server.frontend.openai.OpenAiRoutes}.
 */
@NullMarked
package dev.parley.server.frontend.openai;

import org.jspecify.annotations.NullMarked;
