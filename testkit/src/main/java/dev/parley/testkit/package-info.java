/** Fakes of the outside world and fixtures, for tests. Depends on the contract only. Start with {@link Fixtures}. */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
