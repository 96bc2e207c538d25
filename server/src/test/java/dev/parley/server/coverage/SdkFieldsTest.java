package dev.parley.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.beta.messages.MessageCountTokensParams;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("docs/coverage.md has every field of a request that the vendors' own clients know")
class SdkFieldsTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("POST /v1/chat/completions", ChatCompletionCreateParams.Body.class),
                Arguments.of("POST /v1/responses", ResponseCreateParams.Body.class),
                Arguments.of("POST /v1/completions", CompletionCreateParams.Body.class),
                Arguments.of("POST /v1/embeddings", EmbeddingCreateParams.Body.class),
                Arguments.of("POST /v1/images/generations", ImageGenerateParams.Body.class),
                Arguments.of("POST /v1/messages", MessageCreateParams.Body.class),
                Arguments.of("POST /v1/messages/count_tokens", MessageCountTokensParams.Body.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void hasEveryField(String endpoint, Class<?> body) {
        List<String> told = Page.fields().stream()
                .filter(row -> row.section().equals(endpoint))
                .flatMap(row -> row.codes("field").stream())
                .toList();
        assertThat(SdkFields.of(body).stream().filter(field -> !isTold(field, told)))
                .isEmpty();
    }

    /** A type is told by the fields that it comes with. */
    private static boolean isTold(String field, List<String> told) {
        boolean type = field.endsWith(".type")
                && told.stream()
                        .anyMatch(path -> path.startsWith(field.substring(0, field.length() - "type".length())));
        return type || told.stream().anyMatch(path -> path.equals(field) || covers(path, field));
    }

    /** Whether a row for all below a field is for this one, too. */
    private static boolean covers(String path, String field) {
        if (!path.endsWith(".*")) {
            return false;
        }
        String all = path.substring(0, path.length() - ".*".length());
        return field.equals(all) || field.startsWith(all + '.') || field.startsWith(all + "[]");
    }
}
