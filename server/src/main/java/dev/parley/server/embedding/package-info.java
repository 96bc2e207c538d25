/**
 * Embeddings, whatever wire asks and whatever provider makes them. Start at
 * {@link dev.parley.server.embedding.EmbeddingTask}.
 */
@NullMarked
package dev.parley.server.embedding;

import org.jspecify.annotations.NullMarked;
