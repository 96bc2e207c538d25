/**
 * Turns that continue others (RS-05): what a call continues is put before it, its answer is kept for later ones, and
 * callers may look at it, delete it, or end it while it is being made. docs/responses.md tells it to people. Start at
 * {@link dev.parley.server.conversation.Conversations}.
 */
@NullMarked
package dev.parley.server.conversation;

import org.jspecify.annotations.NullMarked;
