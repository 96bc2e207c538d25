package dev.parley.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("openai-java: completions, embeddings and images over each provider that can: GM-14, GM-16, CLI-05")
class OpenAiJavaCallsTest {
    private static CoverageBench bench;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        bench = new CoverageBench();
        client = bench.openAi();
    }

    @AfterAll
    static void stop() {
        client.close();
        bench.close();
    }

    static Stream<String> models() {
        return Stream.concat(
                Stream.of("builtin/echo"), Stream.of(Target.values()).map(target -> target.model(null)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void completes_wholeAndStreamed(String model) {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model(model)
                .prompt("Hello there")
                .build();
        Completion whole = client.completions().create(params);
        assertThat(whole.choices()).hasSize(1);
        assertThat(whole.choices().getFirst().text()).startsWith("Hello");
        assertThat(whole.usage()).isPresent();
        try (StreamResponse<Completion> stream = client.completions().createStreaming(params)) {
            List<Completion> chunks = stream.stream().toList();
            assertThat(chunks).hasSizeGreaterThan(1);
            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .map(choice -> choice.text())
                            .collect(Collectors.joining()))
                    .isEqualTo(whole.choices().getFirst().text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "GEMINI"})
    void embeds_asNumbersAndAsBase64(Target target) {
        String model = target.model(target == Target.GEMINI ? "text-embedding-004" : "text-embedding-3-small");
        List<Float> numbers = vector(model, EmbeddingCreateParams.EncodingFormat.FLOAT);
        assertThat(numbers).isNotEmpty();
        assertThat(vector(model, EmbeddingCreateParams.EncodingFormat.BASE64)).isEqualTo(numbers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-image-1", "gemini/gemini-2.5-flash-image", "builtin/image"})
    void paints(String model) {
        ImagesResponse painted = client.images()
                .generate(ImageGenerateParams.builder()
                        .model(model)
                        .prompt("A tern")
                        .n(2)
                        .build());
        assertThat(painted.data().orElseThrow()).hasSize(2).allSatisfy(picture -> {
            byte[] png = Base64.getDecoder().decode(picture.b64Json().orElseThrow());
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        });
    }

    private static List<Float> vector(String model, EmbeddingCreateParams.EncodingFormat format) {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .input("Hello")
                        .encodingFormat(format)
                        .build());
        return answer.data().getFirst().embedding();
    }
}
