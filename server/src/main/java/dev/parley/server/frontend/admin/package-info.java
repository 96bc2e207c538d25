/**
 * The admin API's wire: who may call it, and its rpcs. The same service is gRPC, and REST by the transcoder. Start at
 * {@link dev.parley.server.frontend.admin.AdminFrontend}.
 */
@NullMarked
package dev.parley.server.frontend.admin;

import org.jspecify.annotations.NullMarked;
