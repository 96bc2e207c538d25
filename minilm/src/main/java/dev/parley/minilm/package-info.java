/**
 * The built-in embedding model: all-MiniLM-L6-v2, quantized, run by ONNX Runtime in Parley's own process. Start at
 * {@link dev.parley.minilm.MiniLm}.
 */
@NullMarked
package dev.parley.minilm;

import org.jspecify.annotations.NullMarked;
