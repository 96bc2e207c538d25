package dev.parley.server.config;

import java.time.Duration;
import java.util.List;

/**
 * The default listener and what all listeners share.
 *
 * @param port 0 takes any free port
 * @param shutdownGrace how long open calls may go on after SIGTERM
 * @param maxBodySize bytes of a request body, and of a gRPC message
 * @param maxConnections connections at a time; 0 means no limit
 * @param maxOpenCalls chat calls at a time, over all listeners
 * @param grpcCompression whether replies are compressed for gRPC clients that accept it
 * @param grpcReflection whether reflection is served; unset means on loopback only
 * @param tls how all listeners are encrypted
 * @param hostNames names besides localhost under which HTTP callers know the listeners on loopback
 */
public record Server(
        String host,
        int port,
        Duration shutdownGrace,
        int maxBodySize,
        int maxConnections,
        int maxOpenCalls,
        Duration flowControlTimeout,
        boolean grpcCompression,
        Toggle grpcReflection,
        TlsSettings tls,
        List<String> hostNames) {}
