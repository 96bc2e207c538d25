/**
 * TLS on the port: the certificate as its files are, and connections that are encrypted before any protocol is spoken.
 * Depends on config and chat; start at {@link dev.parley.server.frontend.tls.TlsSelector}.
 */
@NullMarked
package dev.parley.server.frontend.tls;

import org.jspecify.annotations.NullMarked;
