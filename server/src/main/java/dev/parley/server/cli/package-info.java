/**
 * The command line. Every mistake is one clear sentence and exit code 2. Start at
 * {@link dev.parley.server.cli.ParleyCommand}.
 */
@NullMarked
package dev.parley.server.cli;

import org.jspecify.annotations.NullMarked;
