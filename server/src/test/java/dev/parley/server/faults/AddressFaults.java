package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_UPSTREAM_FAILED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong before anything is sent. */
final class AddressFaults {
    private static final String UNREACHABLE = "upstream_unreachable";

    /** More than any system keeps waiting. */
    private static final int WAITING_MOST = 64;

    /** They are kept so that their port is theirs. */
    private static final List<AutoCloseable> HOLES = new ArrayList<>();

    private AddressFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.at("http://127.0.0.1:1", "connection refused", never(Duration.ZERO)),
                Fault.at("http://no-such-host.invalid", "a name that nobody knows", never(Duration.ZERO)),
                Fault.at(hole(), "connection never taken", never(Limits.CONNECT.multipliedBy(2))));
    }

    private static Outcome never(Duration within) {
        return new Outcome.Fails(ERROR_CODE_UPSTREAM_FAILED, UNREACHABLE, 0, within);
    }

    /** Where connections are begun and never taken, since enough others wait there. */
    private static String hole() {
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            HOLES.add(server);
            for (int i = 0; i < WAITING_MOST; i++) {
                Socket waiting = new Socket();
                HOLES.add(waiting);
                waiting.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
            }
            throw new IllegalStateException("a connection was taken that nobody wanted");
        } catch (SocketTimeoutException full) {
            return "http://127.0.0.1:" + ((ServerSocket) HOLES.getFirst()).getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
