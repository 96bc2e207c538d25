package dev.parley.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.coverage.CoverageBench.Exchange;
import dev.parley.server.coverage.Page.Row;
import dev.parley.server.coverage.Samples.Sample;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("docs/coverage.md says of every field what becomes of it: COM-05, COM-06, E-OTH-3, E-OTH-4")
class FieldCoverageTest {
    private static final Map<String, Samples> SAMPLES = new ConcurrentHashMap<>();

    private static CoverageBench bench;

    @BeforeAll
    static void start() {
        bench = new CoverageBench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    static List<Row> rows() {
        return Page.fields();
    }

    static List<Row> rowsForBuiltInModels() {
        return rows().stream()
                .filter(row -> samples(row.section()).areForBuiltInModels())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isAsThePageSays(Row row) {
        Map<String, String> seen = new LinkedHashMap<>();
        Map<String, String> said = new LinkedHashMap<>();
        Set<String> dropped = new TreeSet<>();
        columns(row).forEach(target -> {
            Fate fate = Fate.of(sample(row, target), path(row), target, bench);
            seen.put(target.title(), fate.word());
            said.put(target.title(), row.cell(target.title()));
            dropped.addAll(fate.dropped());
        });
        seen.put("reported as", String.join(" ", dropped));
        said.put("reported as", String.join(" ", new TreeSet<>(row.codes("reported as"))));
        assertThat(seen).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("COM-06: strict calls are refused where the page says that a field is dropped")
    void isRefused_whereItWouldBeDroppedAndTheCallIsStrict(Row row) {
        columns(row).filter(told(row, Fate.DROPPED).or(told(row, Fate.PARTLY))).forEach(target -> {
            Sample sample = sample(row, target);
            Exchange strict = bench.ask(path(row), sample.with(), target, strict(sample.headers()));
            assertThat(strict.status()).as(strict.body()).isEqualTo(400);
            assertThat(ErrorCodes.of(strict.body())).isEqualTo("unsupported_parameter");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsForBuiltInModels")
    void isTakenByBuiltInModels(Row row) {
        HttpResponse<String> reply = bench.send(
                "POST",
                path(row),
                samples(row.section()).builtin(field(row)),
                sample(row, Target.OPENAI).headers());
        Set<String> cells = columns(row).map(target -> row.cell(target.title())).collect(Collectors.toSet());
        String cell = cells.iterator().next();
        boolean refusedByAll = cells.size() == 1 && cell.startsWith("4");
        assertThat(reply.statusCode()).isEqualTo(refusedByAll ? Integer.parseInt(cell.substring(0, 3)) : 200);
        assertThat(row.codes("reported as")).containsAll(CoverageBench.dropped(reply));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void tellsWhy_whereItIsNeitherSentNorReported(Row row) {
        if (columns(row).anyMatch(told(row, Fate.KEPT))) {
            assertThat(row.cell("notes")).isNotEmpty();
        }
    }

    @Test
    void hasARowForEverySample() {
        rows().stream()
                .map(Row::section)
                .distinct()
                .forEach(endpoint -> assertThat(rows().stream()
                                .filter(row -> row.section().equals(endpoint))
                                .map(FieldCoverageTest::field))
                        .containsExactlyInAnyOrderElementsOf(samples(endpoint).fields()));
    }

    private static String[] strict(String... headers) {
        return Stream.concat(Stream.of(headers), Stream.of("X-Gateway-Strict", "true"))
                .toArray(String[]::new);
    }

    private static Stream<Target> columns(Row row) {
        return Stream.of(Target.values()).filter(target -> row.cells().containsKey(target.title()));
    }

    private static Predicate<Target> told(Row row, String word) {
        return target -> row.cell(target.title()).equals(word);
    }

    private static Sample sample(Row row, Target target) {
        return samples(row.section()).sample(field(row), target);
    }

    private static Samples samples(String endpoint) {
        return SAMPLES.computeIfAbsent(endpoint, Samples::of);
    }

    private static String path(Row row) {
        return row.section().replaceFirst("^POST ", "");
    }

    private static String field(Row row) {
        return row.cell("field").replace("`", "");
    }
}
