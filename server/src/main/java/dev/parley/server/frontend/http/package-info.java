/**
 * What all HTTP front ends share: the way from a request to the pipeline and back, whole or as server-sent events.
 * Depends on chat, dialect and access; start at {@link dev.parley.server.frontend.http.ChatEndpoint}.
 */
@NullMarked
package dev.parley.server.frontend.http;

import org.jspecify.annotations.NullMarked;
