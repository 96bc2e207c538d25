@NullMarked
package dev.parley.server.provider;

import org.jspecify.annotations.NullMarked;
