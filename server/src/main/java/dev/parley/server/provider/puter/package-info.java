/**
 * Puter's driver calls as a provider, with its model list and its choice of drivers. Start at
 * {@link dev.parley.server.provider.puter.PuterProvider}.
 */
@NullMarked
package dev.parley.server.provider.puter;

import org.jspecify.annotations.NullMarked;
