/** Settings as records, and their loader. Depends on nothing; start at {@link dev.parley.server.config.Settings}. */
@NullMarked
package dev.parley.server.config;

import org.jspecify.annotations.NullMarked;
