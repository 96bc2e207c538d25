/**
 * One HTTP exchange with a provider's host, and the event streams they answer with. Depends on dialect's SseEvent and
 * error; start at {@link dev.parley.server.provider.http.Upstream}.
 */
@NullMarked
package dev.parley.server.provider.http;

import org.jspecify.annotations.NullMarked;
