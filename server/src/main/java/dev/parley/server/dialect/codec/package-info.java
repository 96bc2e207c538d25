/**
 * What the codecs of all dialects share: reading JSON objects without losing fields, writing them back, and the table
 * of what an upstream's error means. Depends on the contract, error and json. Start at
 * {@link dev.parley.server.dialect.codec.Shape} and {@link dev.parley.server.dialect.codec.MergedObject}.
 */
@NullMarked
package dev.parley.server.dialect.codec;

import org.jspecify.annotations.NullMarked;
