package dev.parley.server.tls;

import dev.parley.server.crash.ProvenTable;
import dev.parley.server.crash.ProvenTable.Row;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("docs/reliability.md tells of TLS what the tests show")
@Tag(Effort.TAG)
class TlsTableTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "TLS");

    private static final List<Row> ROWS = List.of(
            new Row(
                    "a client of today",
                    "HTTP/2, HTTP/1.1 or gRPC by ALPN, on every listener; HTTP/1.1 without ALPN",
                    "nothing",
                    "tls.TlsPortTest#servesEitherProtocol",
                    "tls.TlsPortTest#servesOpenAisOwnClient",
                    "tls.TlsPortTest#servesTheSdk",
                    "tls.TlsPortTest#servesHttp1_whenTheClientKnowsNoAlpn",
                    "tls.TlsPortTest#encryptsTheListenersOfProfilesToo"),
            new Row(
                    "TLS 1.1 or older, or ciphers that do not authenticate",
                    "an alert, and the connection is closed",
                    "at `log.level: debug`, why",
                    "tls.TlsAbuseTest#answersWithAnAlert_whenTheVersionIsOld",
                    "tls.TlsPortTest#refusesCiphersWithoutAuthentication"),
            new Row(
                    "HTTP without TLS",
                    "400 with a sentence that says so",
                    "nothing",
                    "tls.TlsAbuseTest#tellsThoseWithoutTls_whatToDo"),
            new Row(
                    "noise",
                    "the connection is closed",
                    "at `log.level: debug`, why",
                    "tls.TlsAbuseTest#closes_whenItIsNoise"),
            new Row(
                    "a handshake that stops, or comes byte by byte",
                    "closed after `connections.request-head`",
                    "at `log.level: debug`, that",
                    "tls.TlsAbuseTest#closes_whenTheHandshakeIsSlow",
                    "tls.TlsAbuseTest#closes_whenTheHandshakeDrips"),
            new Row(
                    "a second handshake, in TLS 1.2",
                    "the connection is closed",
                    "nothing",
                    "tls.TlsPortTest#refusesAnotherHandshake_inTls12"),
            new Row(
                    "new keys, in TLS 1.3",
                    "streams go on",
                    "nothing",
                    "tls.TlsPortTest#goesOn_whenTheClientRenewsItsKeys"),
            new Row(
                    "no client certificate, a foreign or an expired one",
                    "`required`: the handshake fails. `optional`: that with none does not",
                    "at `log.level: debug`, why",
                    "tls.ClientCertificateTest#servesThoseWithTheRightOneAlone_whenRequired",
                    "tls.ClientCertificateTest#servesThoseWithoutOneToo_whenOptional"),
            new Row(
                    "the caller goes away: closes, cuts, resets, cancels",
                    "within a second its call is ended, and the host's connection closed",
                    "nothing",
                    "tls.TlsCallerGoneTest#closesHost"),
            new Row(
                    "new files of the certificate: moved into their place, or a link is swapped",
                    "new connections have the new one, open ones go on",
                    "whose it is, and until when",
                    "tls.CertificateReloadTest#usesTheNewOne_andOpenStreamsGoOn",
                    "tls.CertificateReloadTest#followsSwappedLinks"),
            new Row(
                    "the certificate is new, and its key is not yet",
                    "nothing until both are",
                    "nothing",
                    "frontend.tls.ServerCertificateTest#waitsUntilBothFilesAreWritten"),
            new Row(
                    "a new file is garbage, empty, of 1 GiB, gone, or another one's key",
                    "the certificate in use stays",
                    "one warning with the setting, the file and what was expected",
                    "tls.CertificateReloadTest#keepsTheOldOneAndSaysSo_whenTheNewCannotBeUsed"),
            new Row(
                    "the same at the start",
                    "no start",
                    "the setting, the file and what was expected",
                    "frontend.tls.ServerCertificateTest#refusesToStart_namingTheSettingAndTheFile"),
            new Row(
                    "the certificate has expired",
                    "it is used",
                    "a warning at the start, and when it is read again",
                    "frontend.tls.ServerCertificateTest#warns_whenItHasExpired"));

    @Test
    void isKept() throws Exception {
        PAGE.keep(ProvenTable.of(ROWS));
    }
}
