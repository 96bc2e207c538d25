package dev.parley.server.frontend.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.TlsSettings;
import dev.parley.server.config.TlsSettings.ClientAuth;
import dev.parley.server.tls.Issued;
import dev.parley.server.tls.TestAuthority;
import dev.parley.server.wires.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("server.tls: which files can be used, and when they are")
class ServerCertificateTest {
    private static final int PRIVATE_OCTETS = 0x04;

    private final TestAuthority authority = new TestAuthority("authority");

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void files() {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
    }

    @ParameterizedTest
    @CsvSource({"EC,", "RSA,", "Ed25519,", "RSA,RSA", "EC,EC"})
    @DisplayName("Keys in PKCS#8, and RSA and EC keys as OpenSSL wrote them before")
    void takesKeys(String kind, String oldForm) throws Exception {
        Issued issued = authority.issue("any", kind, Duration.ofDays(1));
        issued.write(certificate, key);
        if (oldForm != null) {
            Files.writeString(
                    key, Issued.pem(oldForm + " PRIVATE KEY", bare(issued.key().getEncoded())));
        }

        try (ServerCertificate used = open()) {
            assertThat(used.engine().getSSLParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        }
    }

    @Test
    void waitsUntilBothFilesAreWritten() throws Exception {
        try (LogLines log = new LogLines("parley.tls").all()) {
            authority.issue("first").write(certificate, key);
            ServerCertificate used = open();
            used.look();
            Issued next = authority.issue("next");
            Path unused = folder.resolve("unused");

            next.write(certificate, unused);
            used.look();
            Files.move(unused, key, StandardCopyOption.REPLACE_EXISTING);
            used.look();
            used.look();
            used.look();

            assertThat(log.texts())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("uses the certificate of CN=next, valid until ");
        }
    }

    @Test
    void warns_whenItHasExpired() throws Exception {
        authority.issue("old", "EC", Duration.ofHours(-1)).write(certificate, key);

        try (LogLines log = new LogLines("parley.tls")) {
            open();

            assertThat(log.texts()).singleElement().asString().startsWith("the certificate of CN=old has expired on ");
        }
    }

    @Test
    void refusesToStart_namingTheSettingAndTheFile() throws Exception {
        authority.issue("first").write(certificate, key);
        String text = Files.readString(key);
        Path unused = folder.resolve("unused");

        Files.writeString(key, Issued.pem("ENCRYPTED PRIVATE KEY", new byte[40]));
        refuses("server.tls.private-key is " + key, "without a password");
        Files.delete(key);
        refuses("server.tls.private-key is " + key, "is not there");
        authority.issue("other").write(unused, key);
        refuses("server.tls.private-key is " + key, "the key of server.tls.certificate");
        Files.writeString(key, text);
        Files.writeString(certificate, text);
        refuses("server.tls.certificate is " + certificate, "certificates in PEM");
    }

    private void refuses(String... parts) {
        assertThatThrownBy(this::open)
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain(List.of("BEGIN"));
    }

    private ServerCertificate open() {
        TlsSettings settings = new TlsSettings(certificate, key, null, ClientAuth.NONE, Duration.ZERO);
        return new ServerCertificate(settings, InstantSource.system());
    }

    /** What stands in the last element of a PKCS#8 key. */
    private static byte[] bare(byte[] pkcs8) {
        for (int head : new int[] {2, 3, 4}) {
            for (int at = pkcs8.length - head - 1; at > 0; at--) {
                if (pkcs8[at] == PRIVATE_OCTETS && length(pkcs8, at, head) == pkcs8.length - at - head) {
                    byte[] found = Arrays.copyOfRange(pkcs8, at + head, pkcs8.length);
                    if (found[0] == 0x30) {
                        return found;
                    }
                }
            }
        }
        throw new AssertionError("no key in it");
    }

    private static int length(byte[] der, int at, int head) {
        return switch (head) {
            case 2 -> der[at + 1];
            case 3 -> der[at + 1] == (byte) 0x81 ? der[at + 2] & 0xff : -1;
            default -> der[at + 1] == (byte) 0x82 ? (der[at + 2] & 0xff) << 8 | der[at + 3] & 0xff : -1;
        };
    }
}
