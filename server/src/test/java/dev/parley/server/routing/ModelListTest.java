package dev.parley.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.model.v1.Model;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PUT-02, B7: the models that providers list")
class ModelListTest {
    private static final List<Model> FIRST =
            List.of(Model.newBuilder().setId("a").build());
    private static final List<Model> SECOND =
            List.of(Model.newBuilder().setId("b").build());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Supplier<List<Model>>> source = new AtomicReference<>(() -> FIRST);
    private final AtomicInteger asked = new AtomicInteger();
    private final ModelList list = new ModelList(
            "up",
            () -> {
                asked.incrementAndGet();
                return source.get().get();
            },
            now::get);
    private final ModelCatalog alone = new ModelCatalog(Map.of("up", list));

    @Test
    void asksOnce_inTenMinutes() {
        assertThat(alone.models(p -> true)).isEqualTo(new ModelCatalog.Listing(FIRST, false));
        source.set(() -> SECOND);
        pass(Duration.ofSeconds(599));
        assertThat(alone.models(p -> true).models()).isEqualTo(FIRST);
        pass(Duration.ofSeconds(1));
        assertThat(alone.models(p -> true)).isEqualTo(new ModelCatalog.Listing(SECOND, false));
        assertThat(asked).hasValue(2);
    }

    @Test
    void keepsTheLastList_andSaysSo() {
        alone.models(p -> true);
        source.set(ModelListTest::broken);
        pass(Duration.ofMinutes(10));
        assertThat(alone.models(p -> true)).isEqualTo(new ModelCatalog.Listing(FIRST, true));
        assertThat(alone.models(p -> true).stale()).isTrue();
        assertThat(asked).hasValue(2);
        source.set(() -> SECOND);
        pass(Duration.ofSeconds(30));
        assertThat(alone.models(p -> true)).isEqualTo(new ModelCatalog.Listing(SECOND, false));
    }

    @Test
    void fails_whenTheOnlyProviderNeverAnswered() {
        source.set(ModelListTest::broken);
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> alone.models(p -> true))
                .satisfies(e -> assertThat(e.error().getReason()).isEqualTo("upstream_unavailable"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> alone.model("a", p -> true))
                .satisfies(e -> assertThat(e.error().getReason()).isEqualTo("upstream_unavailable"));
    }

    @Test
    void leavesOutABrokenProvider_whenThereAreOthers() {
        source.set(ModelListTest::broken);
        ModelCatalog two =
                new ModelCatalog(Map.of("up", list, "other", new ModelList("other", () -> SECOND, now::get)));
        assertThat(two.models(p -> true)).isEqualTo(new ModelCatalog.Listing(SECOND, true));
    }

    @Test
    @DisplayName("While one caller asks again, the others get the old list at once")
    void servesTheOldList_whileAsking() throws Exception {
        alone.models(p -> true);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        source.set(() -> {
            asking.countDown();
            await(answer);
            return SECOND;
        });
        pass(Duration.ofMinutes(10));
        CompletableFuture<ModelCatalog.Listing> first = CompletableFuture.supplyAsync(() -> alone.models(p -> true));
        await(asking);
        assertThat(alone.models(p -> true)).isEqualTo(new ModelCatalog.Listing(FIRST, true));
        answer.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(new ModelCatalog.Listing(SECOND, false));
    }

    private static List<Model> broken() {
        throw new IllegalStateException("no answer");
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
