package dev.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.wires.LogLines;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A certificate that changes is used for new connections, open ones go on, and a bad one changes nothing")
@Tag(Effort.TAG)
@Timeout(60)
class CertificateReloadTest {
    private static final String SLOW = "builtin/slow?ttft=0ms&gap=20ms&words=50";

    @TempDir
    private Path folder;

    private TlsGateway gateway;
    private LogLines log;

    @BeforeEach
    void start() throws Exception {
        log = new LogLines("parley.tls");
        gateway = TlsGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        log.close();
    }

    @Test
    void usesTheNewOne_andOpenStreamsGoOn() throws Exception {
        try (SSLSocket open = gateway.connect()) {
            TlsGateway.ask(open, SLOW, true);
            String begun = TlsGateway.readUntil(open, "data: ");

            for (int i = 0; i < Effort.of(3, 100); i++) {
                gateway.authority.issue("next-" + i).write(gateway.certificate, gateway.key);
                awaitShown("CN=next-" + i);
            }

            assertThat(begun + TlsGateway.readUntil(open, "[DONE]")).doesNotContain("error");
        }
    }

    @Test
    @DisplayName("Kubernetes swaps a link to a folder, and the files are links into it")
    void followsSwappedLinks() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..2026_1"));
        gateway.authority.issue("linked-1").write(first.resolve("tls.crt"), first.resolve("tls.key"));
        link(folder.resolve("..data"), first);
        for (Path file : List.of(gateway.certificate, gateway.key)) {
            link(file, Path.of("..data").resolve(file.getFileName()));
        }
        awaitShown("CN=linked-1");
        Path second = Files.createDirectory(folder.resolve("..2026_2"));
        gateway.authority.issue("linked-2").write(second.resolve("tls.crt"), second.resolve("tls.key"));

        link(folder.resolve("..data"), second);

        awaitShown("CN=linked-2");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOldOneAndSaysSo_whenTheNewCannotBeUsed(Damage damage) throws Exception {
        damage.to(gateway);

        Awaitility.await()
                .untilAsserted(() -> assertThat(log.texts())
                        .anyMatch(text -> text.startsWith("server.tls.%s is ".formatted(damage.setting))
                                && text.endsWith("The certificate that is in use stays so.")));
        assertThat(shown()).isEqualTo("CN=first");
        gateway.authority.issue("mended").write(gateway.certificate, gateway.key);
        awaitShown("CN=mended");
        assertThat(log.texts()).filteredOn(text -> text.contains(" stays so.")).hasSize(1);
    }

    /** What happens to the files. */
    enum Damage {
        GARBAGE("certificate") {
            @Override
            void to(TlsGateway gateway) throws IOException {
                Issued.replace(gateway.certificate, "garbage");
            }
        },
        EMPTY("certificate") {
            @Override
            void to(TlsGateway gateway) throws IOException {
                Files.writeString(gateway.certificate, "");
            }
        },
        HUGE("certificate") {
            @Override
            void to(TlsGateway gateway) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(gateway.certificate.toFile(), "rw")) {
                    file.setLength(1L << 30);
                }
            }
        },
        GONE("private-key") {
            @Override
            void to(TlsGateway gateway) throws IOException {
                Files.delete(gateway.key);
            }
        },
        OF_ANOTHER("private-key") {
            @Override
            void to(TlsGateway gateway) throws IOException {
                Path unused = gateway.key.resolveSibling("unused");
                gateway.authority.issue("other").write(unused, gateway.key);
            }
        };

        final String setting;

        Damage(String setting) {
            this.setting = setting;
        }

        abstract void to(TlsGateway gateway) throws IOException;
    }

    private void awaitShown(String subject) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(shown()).isEqualTo(subject));
    }

    private String shown() throws IOException {
        try (SSLSocket socket = gateway.connect()) {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static void link(Path place, Path target) throws IOException {
        Path beside = Files.createSymbolicLink(place.resolveSibling(place.getFileName() + ".new"), target);
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
