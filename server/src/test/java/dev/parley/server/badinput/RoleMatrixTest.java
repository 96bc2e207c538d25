package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CVE-2026-35029's rule: every route and rpc that is served, by everything one can show, denied by default")
@Tag(Effort.TAG)
class RoleMatrixTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "roles");
    private static final Map<Pass, Map<String, String>> HEADERS = new EnumMap<>(Pass.class);

    @TempDir
    private static Path folder;

    private static Bench bench;
    private static AnyRpc rpcs;

    /** What the gateway said at its start that it serves. */
    private static List<Entry> entries;

    @BeforeAll
    static void start() throws IOException {
        bench = new Bench(folder);
        rpcs = new AnyRpc(bench.gateway.port());
        entries = bench.log.lines().stream()
                .filter(Entry::isOne)
                .map(Entry::of)
                .distinct()
                .toList();
        for (Pass pass : Pass.values()) {
            HEADERS.put(pass, pass.headers(bench));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        rpcs.close();
        bench.close();
        bench.log.checkClean();
        PAGE.keep(page());
    }

    @Test
    void isEachBehindOneDoor() {
        assertThat(entries)
                .hasSizeGreaterThan(100)
                .allSatisfy(entry -> assertThat(Door.values())
                        .filteredOn(door -> door.guards(entry))
                        .hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void letsInWhomItShould(Door door) {
        List<Entry> behind = entries.stream().filter(door::guards).toList();
        assertThat(behind).isNotEmpty();
        SoftAssertions all = new SoftAssertions();
        for (Entry entry : behind) {
            HEADERS.forEach(
                    (pass, headers) -> all.assertThat(entry.isRpc() ? rpc(entry, headers) : http(entry, headers))
                            .as("%s with %s", entry, pass)
                            .isEqualTo(door.answer(pass)));
        }
        all.assertAll();
    }

    /** The status if it is of one who was not let in, or of none of the caller's faults; else 200. */
    private static int http(Entry entry, Map<String, String> headers) {
        byte[] body = entry.method().equals("GET") ? new byte[0] : "{}".getBytes(UTF_8);
        int status = bench.wire
                .send(Protocol.HTTP_1, entry.method(), entry.example(), headers, body)
                .status();
        return status == 401 || status == 403 || status == 405 || status >= 500 ? status : 200;
    }

    private static int rpc(Entry entry, Map<String, String> headers) {
        Status.Code code = rpcs.call(entry.path(), headers);
        return switch (code) {
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case UNIMPLEMENTED, INTERNAL, UNKNOWN -> 500;
            default -> 200;
        };
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                `RoleMatrixTest` asks for every route and rpc that a gateway says at its start (at `log.level: debug`) it serves,
                with everything that one can show. One that is behind none of these doors fails the test.

                """);
        page.append(row("", Stream.of(Pass.values()).map(Pass::toString)));
        page.append(row("---", Stream.of(Pass.values()).map(pass -> "---")));
        for (Door door : Door.values()) {
            page.append(row(
                    door.toString(),
                    Stream.of(Pass.values())
                            .map(pass -> door.answer(pass) == 200 ? "yes" : Integer.toString(door.answer(pass)))));
        }
        return page.toString();
    }

    private static String row(String title, Stream<String> cells) {
        return "| %s | %s |\n".formatted(title, cells.collect(Collectors.joining(" | ")));
    }
}
