@NullMarked
package dev.parley.server.routing;

import org.jspecify.annotations.NullMarked;
