/** A gRPC channel over HTTP/JSON and server-sent events: {@link dev.parley.client.rest.RestChannel}. */
@NullMarked
package dev.parley.client.rest;

import org.jspecify.annotations.NullMarked;
