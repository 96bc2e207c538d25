package dev.parley.server.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CLI-04: names of tools in namespaces, as models get them")
class ToolNamesTest {
    @ParameterizedTest
    @CsvSource({
        "files, read, files__read",
        "mcp__files__, read, mcp__files__read",
        "my files, read.all, my_files__read_all",
    })
    void beginWithTheNamespace(String namespace, String name, String flat) {
        assertThat(new ToolNames.Name(namespace, name).flat()).isEqualTo(flat);
    }

    @Test
    void stayLegalAndApart_whenTooLong() {
        String one = new ToolNames.Name("n".repeat(40), "a".repeat(30)).flat();
        String other = new ToolNames.Name("n".repeat(40), "a".repeat(31)).flat();
        assertThat(one).hasSize(64).matches("[a-zA-Z0-9_-]+").isNotEqualTo(other);
        assertThat(one).isEqualTo(new ToolNames.Name("n".repeat(40), "a".repeat(30)).flat());
    }
}
