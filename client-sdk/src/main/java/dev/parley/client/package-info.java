/**
 * The SDK. Start at {@link dev.parley.client.ParleyClient}; everything it gives is a generated gRPC stub, whichever the
 * transport is. Depends on gRPC, protobuf and the JDK only.
 */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
