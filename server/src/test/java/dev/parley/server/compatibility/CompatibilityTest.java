package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.FakeUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every scenario through every front to every provider, or a reason why not")
class CompatibilityTest {
    private static final Path PAGE = Path.of("../docs/compatibility.md");
    private static final Path SEEN = Path.of("target/compatibility.md");
    private static final Map<Cell, Boolean> RESULTS = new HashMap<>();

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() throws IOException {
        bench.close();
        String page = CompatibilityTable.page(RESULTS);
        Files.writeString(SEEN, page);
        if ("write".equals(System.getProperty("compatibility"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/compatibility.md is stale: run with -Dcompatibility=write")
                .isEqualTo(page);
    }

    static Stream<Cell> cells() {
        return Stream.of(Scenario.values())
                .flatMap(scenario -> Stream.of(Front.values())
                        .flatMap(front -> Stream.of(Host.values()).map(host -> new Cell(scenario, front, host))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void isAsItShouldBe(Cell cell) {
        bench.hosts().forEach(FakeUpstream::forget);
        if (!cell.isUnasked()) {
            cell.scenario().check().play(cell, bench);
        }
        RESULTS.put(cell, true);
    }
}
