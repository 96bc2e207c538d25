/** Fakes of the outside world, byte for byte. Start at {@link dev.parley.testkit.FakeUpstream}. */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
