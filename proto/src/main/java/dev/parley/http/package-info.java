/**
 * The contract over HTTP, for both ends: which request an rpc is ({@link dev.parley.http.HttpBinding}, the place to
 * start reading), its JSON, its statuses, its headers and the frames of its streams. Pure; depends on gRPC and protobuf
 * only.
 */
@NullMarked
package dev.parley.http;

import org.jspecify.annotations.NullMarked;
