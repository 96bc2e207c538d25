/**
 * From a model's name to where it goes. Depends on config, access and error; start at
 * {@link dev.parley.server.routing.Router}.
 */
@NullMarked
package dev.parley.server.routing;

import org.jspecify.annotations.NullMarked;
