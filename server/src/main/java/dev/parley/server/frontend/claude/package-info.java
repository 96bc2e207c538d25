/**
 * The routes of Anthropic's API. Depends on frontend.http and the Claude dialect; start at
 * {@link dev.parley.server.frontend.claude.ClaudeRoutes}.
 */
@NullMarked
package dev.parley.server.frontend.claude;

import org.jspecify.annotations.NullMarked;
