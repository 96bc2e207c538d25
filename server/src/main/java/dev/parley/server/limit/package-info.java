/**
 * What each caller key may use: requests and tokens a minute, open calls, and budgets of tokens. Start at
 * {@link dev.parley.server.limit.Limits}.
 */
@NullMarked
package dev.parley.server.limit;

import org.jspecify.annotations.NullMarked;
