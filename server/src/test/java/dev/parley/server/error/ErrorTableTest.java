package dev.parley.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("COM-07: one table of codes, and the document says the same")
class ErrorTableTest {
    private static final Pattern TYPE = Pattern.compile("\"error\":\\{.*\"type\":\"(\\w+)\"");
    private static final OpenAiDialect OPENAI = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_x");
    private static final ClaudeDialect CLAUDE = new ClaudeDialect(() -> "toolu_x", request -> 0);

    @ParameterizedTest
    @EnumSource(ErrorStatus.class)
    void documentHasRow(ErrorStatus row) throws Exception {
        String document = Files.readString(Path.of("../docs/errors.md"));
        assertThat(document)
                .contains("| %s | %d | %s | %s | %s |"
                        .formatted(row.name(), row.http(), row.grpc(), type(OPENAI, row), type(CLAUDE, row)));
    }

    private static String type(NorthDialect dialect, ErrorStatus row) {
        byte[] body = dialect.writeError(
                ChatError.newBuilder().setCode(row.code()).setMessage("m").build(), "req-1");
        Matcher type = TYPE.matcher(new String(body, StandardCharsets.UTF_8));
        assertThat(type.find()).isTrue();
        return type.group(1);
    }

    @Test
    void everyCodeHasRow() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .filter(code -> code != ErrorCode.UNRECOGNIZED)
                        .filter(code -> code != ErrorCode.ERROR_CODE_UNSPECIFIED))
                .allMatch(code -> ErrorStatus.of(code).code() == code);
    }
}
