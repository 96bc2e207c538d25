/**
 * Google's generateContent dialect, facing hosts only. Depends on the contract, {@code json}, {@code error} and
 * {@code dialect} only. Start with {@link GeminiDialect}.
 */
@NullMarked
package dev.parley.server.dialect.gemini;

import org.jspecify.annotations.NullMarked;
