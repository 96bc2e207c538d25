package dev.parley.server.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Hosts with certificates of an authority that this process is made to trust, or of none. */
final class TlsHosts {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final byte[] ANSWER =
            "HTTP/1.1 500 Sorry\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final KeyStore keys;
    private final List<ServerSocket> open = new ArrayList<>();

    /** What a host does with a connection. */
    private interface Deed {
        void with(Socket socket) throws IOException;
    }

    private TlsHosts(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        keytool("ca", "-ext", "bc:c");
        keytool("right", "-ext", "san=ip:127.0.0.1", "-signer", "ca");
        keytool("own", "-ext", "san=ip:127.0.0.1");
        keytool("other", "-ext", "san=dns:other.example.org", "-signer", "ca");
        keytool("expired", "-ext", "san=ip:127.0.0.1", "-signer", "ca", "-startdate", "-30d", "-validity", "7");
        keys = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
    }

    /** Makes the certificates, and trusts their authority from now on. */
    static TlsHosts shared() {
        try {
            TlsHosts hosts = new TlsHosts(Files.createTempDirectory("tls"));
            hosts.trust();
            return hosts;
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts what is usual. */
    static void forget() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
    }

    /** The address of a host with this certificate, which answers 500 to whoever takes it. */
    String with(String alias) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers(alias).getKeyManagers(), null, null);
            return serve(
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    socket -> {
                        socket.getInputStream().read(new byte[1 << 16]);
                        socket.getOutputStream().write(ANSWER);
                    });
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of a host that answers a hello with these bytes, and then closes or resets the connection. */
    String raw(byte[] answer, boolean reset) {
        try {
            return serve(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), socket -> {
                socket.getInputStream().read(new byte[1 << 16]);
                try (OutputStream out = socket.getOutputStream()) {
                    out.write(answer);
                    socket.setSoLinger(reset, 0);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String serve(ServerSocket server, Deed deed) {
        open.add(server);
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.startVirtualThread(() -> play(socket, deed));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    private static void play(Socket socket, Deed deed) {
        try (socket) {
            deed.with(socket);
        } catch (IOException handshakeFailed) {
            // As it should: the other side does not take it.
        }
    }

    private KeyManagerFactory managers(String alias) throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        char[] password = PASSWORD.toCharArray();
        one.setKeyEntry(alias, keys.getKey(alias, password), password, keys.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, password);
        return managers;
    }

    private void trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST, file.toString());
        System.setProperty(TRUST + "Password", PASSWORD);
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private void keytool(String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=" + alias,
                "-alias",
                alias,
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD));
        Collections.addAll(command, more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream out = keytool.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
