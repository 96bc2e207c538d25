/** JMH benchmarks of what every request and every event goes through: see docs/performance.md. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
