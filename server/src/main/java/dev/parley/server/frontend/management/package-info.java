/**
 * The management API's wire: who may call it, and its rpcs. The same services are gRPC, and REST by the transcoder.
 * Start at {@link dev.parley.server.frontend.management.ManagementFrontend}.
 */
@NullMarked
package dev.parley.server.frontend.management;

import org.jspecify.annotations.NullMarked;
