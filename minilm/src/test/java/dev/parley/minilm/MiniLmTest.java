package dev.parley.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.server.provider.builtin.EmbeddingModel;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The built-in embedding model")
class MiniLmTest {
    private final MiniLm model = new MiniLm();

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(EmbeddingModel.class)).singleElement().isInstanceOf(MiniLm.class);
    }

    @Test
    @DisplayName("'cat' is nearer to 'kitten' than to 'tax return'")
    void knowsMeanings() throws Exception {
        float[] cat = model.embed("cat");
        assertThat(product(cat, model.embed("kitten")))
                .isGreaterThan(0.7)
                .isGreaterThan(2 * product(cat, model.embed("tax return")));
        float[] question = model.embed("How do I get my money back?");
        assertThat(product(question, model.embed("Refunds are paid within a week.")))
                .isGreaterThan(product(question, model.embed("The cathedral was built in 1386.")));
    }

    @Test
    void givesVectorsOfLengthOne_alwaysTheSame() throws Exception {
        float[] vector = model.embed("The quick brown fox");
        assertThat(vector).hasSize(model.dimensions()).isEqualTo(new MiniLm().embed("The quick brown fox"));
        assertThat(product(vector, vector)).isCloseTo(1, within(1e-6));
    }

    @Test
    void countsTokens_andNoMoreThanItMust() {
        assertThat(model.tokens("Hello, world!")).isEqualTo(4);
        assertThat(model.tokens("word ".repeat(510))).isEqualTo(510);
        assertThat(model.tokens("word ".repeat(1_000_000))).isEqualTo(511);
    }

    @Test
    void takesLongestInput() throws Exception {
        assertThat(model.embed("word ".repeat(510))).doesNotContain(Float.NaN);
    }

    @Test
    void isThreadSafe() throws Exception {
        List<String> texts = IntStream.range(0, 16).mapToObj(i -> "text " + i).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<float[]>> calls = texts.stream()
                    .<Callable<float[]>>map(text -> () -> model.embed(text))
                    .toList();
            List<Future<float[]>> vectors = threads.invokeAll(calls);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(vectors.get(i).get()).isEqualTo(model.embed(texts.get(i)));
            }
        }
    }

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (double) one[i] * other[i])
                .sum();
    }
}
