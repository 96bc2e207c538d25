/**
 * Serves gRPC services as JSON over HTTP, each rpc by its {@code google.api.http} rule, in process. Start at
 * {@link dev.parley.server.frontend.transcode.Transcoder}. Depends on the contract, Helidon's web server and gRPC's
 * API; knows no service.
 */
@NullMarked
package dev.parley.server.frontend.transcode;

import org.jspecify.annotations.NullMarked;
