package dev.parley.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("COM-07: one table of codes, and the document says the same")
class ErrorTableTest {
    @ParameterizedTest
    @EnumSource(ErrorStatus.class)
    void documentHasRow(ErrorStatus row) throws Exception {
        String document = Files.readString(Path.of("../docs/errors.md"));
        assertThat(document).contains("| %s | %d | %s |".formatted(row.name(), row.http(), row.grpc()));
    }

    @Test
    void everyCodeHasRow() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .filter(code -> code != ErrorCode.UNRECOGNIZED)
                        .filter(code -> code != ErrorCode.ERROR_CODE_UNSPECIFIED))
                .allMatch(code -> ErrorStatus.of(code).code() == code);
    }
}
