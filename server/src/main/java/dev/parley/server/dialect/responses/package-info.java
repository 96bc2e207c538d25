/**
 * OpenAI's Responses API, facing callers and facing hosts: items instead of messages, and a grammar of events for
 * streams.
 */
@NullMarked
package dev.parley.server.dialect.responses;

import org.jspecify.annotations.NullMarked;
