@NullMarked
package dev.parley.server.json;

import org.jspecify.annotations.NullMarked;
