/** Limits of caller keys at run time. */
@NullMarked
package dev.parley.server.management.limits;

import org.jspecify.annotations.NullMarked;
