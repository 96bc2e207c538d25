@NullMarked
package dev.parley.server.pool;

import org.jspecify.annotations.NullMarked;
