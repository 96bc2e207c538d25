/** What callers speak: a package for each wire, and what they share. Start at a wire's {@code *Routes}. */
@NullMarked
package dev.parley.server.frontend;

import org.jspecify.annotations.NullMarked;
