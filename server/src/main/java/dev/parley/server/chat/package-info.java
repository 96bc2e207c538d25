@NullMarked
package dev.parley.server.chat;

import org.jspecify.annotations.NullMarked;
