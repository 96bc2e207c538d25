package dev.parley.server;

import dev.parley.server.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Finds taken ports before anything is started, so that the message can name the setting. */
final class Ports {
    private Ports() {}

    static void check(Settings settings) {
        check(settings.server().host(), settings.server().port(), "server.port, PARLEY_SERVER_PORT or --port");
        settings.profiles().forEach((name, profile) -> {
            if (profile.enabled()) {
                check(profile.host(), profile.port(), "profiles." + name + ".port");
            }
        });
    }

    private static void check(String host, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(host), port));
        } catch (BindException e) {
            throw new StartException("Port %d on %s cannot be used: %s (expected: a free port; set %s)."
                    .formatted(port, host, e.getMessage(), setting));
        } catch (UnknownHostException e) {
            throw new StartException("The address '%s' is not known (expected: one of this machine's; set server.host)."
                    .formatted(host));
        } catch (IOException e) {
            throw new StartException("Port %d on %s cannot be used: %s.".formatted(port, host, e.getMessage()));
        }
    }

    /** Whether only this machine can reach an address. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
