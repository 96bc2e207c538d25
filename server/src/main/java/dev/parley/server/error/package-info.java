@NullMarked
package dev.parley.server.error;

import org.jspecify.annotations.NullMarked;
