package dev.parley.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MET-01: the table of families")
class FamilyTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    @Test
    void standsInTheDocumentation() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `gateway_"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Family.values()).map(FamilyTest::row).toList());
    }

    @Test
    void namesWhatItIs_asPrometheusWantsIt() {
        for (Family family : Family.values()) {
            assertThat(family.suffix()).matches("[a-z0-9_]+");
            assertThat(family.suffix().endsWith("_total")).isEqualTo(family.kind() == Kind.COUNTER);
            assertThat(family.help()).endsWith(".");
            if (family.kind() == Kind.HISTOGRAM) {
                assertThat(family.suffix()).endsWith("_seconds");
            }
        }
    }

    private static String row(Family family) {
        String labels = family.labels().stream().map(label -> '`' + label + '`').collect(Collectors.joining(", "));
        return "| `gateway_%s` | %s | %s | %s |"
                .formatted(family.suffix(), Snapshots.word(family.kind()), labels, family.help());
    }
}
