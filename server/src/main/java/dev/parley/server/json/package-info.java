/**
 * JSON by pulling and by appending, and the buffer it is written to: the one place that knows the JSON library. Depends
 * on nothing else of the server. Start with {@link JsonReader}.
 */
@NullMarked
package dev.parley.server.json;

import org.jspecify.annotations.NullMarked;
