@NullMarked
package dev.parley.server.provider.http;

import org.jspecify.annotations.NullMarked;
