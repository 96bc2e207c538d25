/**
 * Google's Gemini: the public API with keys and accounts, and Vertex AI. Depends on provider.http, the dialect gemini
 * and credential; start at {@link dev.parley.server.provider.gemini.GeminiProvider}.
 */
@NullMarked
package dev.parley.server.provider.gemini;

import org.jspecify.annotations.NullMarked;
