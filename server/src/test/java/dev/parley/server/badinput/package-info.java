/** What is not as it should be in what callers and operators send, case by case, and what becomes of it. */
@NullMarked
package dev.parley.server.badinput;

import org.jspecify.annotations.NullMarked;
