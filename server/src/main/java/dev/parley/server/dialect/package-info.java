@NullMarked
package dev.parley.server.dialect;

import org.jspecify.annotations.NullMarked;
