package dev.parley.server.frontend.connection;

import io.helidon.common.socket.SocketOptions;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Socket options that show each accepted connection to somebody first, who may refuse it: the one place where Helidon
 * lets a connection be seen before it is read.
 */
final class AdmittingOptions implements SocketOptions {
    private final SocketOptions options;
    private final Consumer<SocketChannel> door;

    AdmittingOptions(SocketOptions options, Consumer<SocketChannel> door) {
        this.options = options;
        this.door = door;
    }

    @Override
    public void configureSocket(SocketChannel socket) {
        door.accept(socket);
        options.configureSocket(socket);
    }

    @Override
    public void configureSocket(Socket socket) {
        options.configureSocket(socket);
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
