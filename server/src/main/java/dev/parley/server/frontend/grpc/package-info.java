/**
 * gRPC on Helidon: the native services, and what Helidon's server needs mended (docs/decisions/0003). The services know
 * no transport; the transcoder serves the same ones over REST. Start at
 * {@link dev.parley.server.frontend.grpc.GrpcFrontend}.
 */
@NullMarked
package dev.parley.server.frontend.grpc;

import org.jspecify.annotations.NullMarked;
