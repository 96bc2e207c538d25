package dev.parley.server.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Embedding;
import dev.parley.embedding.v1.Input;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Embedding models in the process: one text at a time, and none for a caller that has gone")
@Timeout(10)
class BuiltinEmbeddingTest {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final List<String> computed = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Its vector is the text's length; it waits at "wait" and fails at "fail". */
    private final EmbeddingModel model = new EmbeddingModel() {
        @Override
        public String name() {
            return "lengths";
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public int inputTokens() {
            return 5;
        }

        @Override
        public int tokens(String text) {
            return text.length();
        }

        @Override
        public float[] embed(String text) throws InterruptedException {
            computed.add(text);
            if (text.equals("wait")) {
                begun.countDown();
                goOn.await();
            }
            if (text.equals("fail")) {
                throw new UnsatisfiedLinkError("not for this machine");
            }
            return new float[] {text.length()};
        }
    };

    @AfterEach
    void stop() {
        goOn.countDown();
        worker.shutdownNow();
    }

    @Test
    void makesVectorsInOrder_andCountsTheirTokens() {
        var made = work("a", "abc", "ab").make();
        assertThat(made.getEmbeddingsList())
                .extracting(Embedding::getValuesList)
                .containsExactly(List.of(1f), List.of(3f), List.of(2f));
        assertThat(made.getUsage().getInputTokens()).isEqualTo(6);
    }

    @Test
    void computesNothing_whenOneInputIsTooLong() {
        assertThatThrownBy(() -> work("a", "abcdef").make()).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG);
            assertThat(e.error().getParam()).isEqualTo("inputs[1]");
        });
        assertThat(computed).isEmpty();
    }

    @Test
    @DisplayName("COM-08: closing ends it at once, and its other inputs are never computed")
    void endsBetweenInputs() throws Exception {
        BuiltinEmbedding work = work("wait", "b", "c");
        CompletableFuture<Void> made = CompletableFuture.runAsync(work::make);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        work.close();
        assertThatThrownBy(() -> made.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_CANCELLED));
        goOn.countDown();
        assertThat(work("ab").make().getEmbeddings(0).getValues(0)).isEqualTo(2);
        assertThat(computed).containsExactly("wait", "ab");
    }

    @Test
    void tellsThatAnotherTargetMayServe_whenTheModelDoesNotRunHere() {
        assertThatThrownBy(() -> work("fail").make())
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.error().getReason()).isEqualTo("embedding_model_failed"));
    }

    private BuiltinEmbedding work(String... texts) {
        EmbedRequest.Builder request = EmbedRequest.newBuilder();
        List.of(texts).forEach(text -> request.addInputs(Input.newBuilder().setText(text)));
        return new BuiltinEmbedding("builtin", model, request.build(), worker);
    }
}
