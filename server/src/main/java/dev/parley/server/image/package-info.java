/**
 * Pictures made from text: what a request for them asks a model, and what pictures there are in its answer. Depends on
 * chat, the provider SPI and the dialect that knows revised prompts; start at
 * {@link dev.parley.server.image.ImageTask}.
 */
@NullMarked
package dev.parley.server.image;

import org.jspecify.annotations.NullMarked;
