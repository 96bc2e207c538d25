package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.server.metrics.Metrics;
import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    private static final String BIG = "x".repeat(100_000);

    @TempDir
    private Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);
    private Writer writer;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("test.db");
        writer = new Writer(Database.open(file), file, new Metrics().storage());
        run("CREATE TABLE word (text TEXT NOT NULL)");
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void undoesFailedUnitAlone_whenSeveralShareTransaction() {
        FutureTask<Boolean> failing = task(connection -> {
            add("half").run(connection);
            throw new IllegalStateException("no more");
        });
        together(List.of(task(add("one")), failing, task(add("other"))));
        assertThat(words()).containsExactlyInAnyOrder("one", "other");
        assertThatThrownBy(failing::get).hasRootCauseMessage("no more");
    }

    @Test
    void keepsNothingOfUnit_andWritesAgain_whenDiskIsFull() {
        run("PRAGMA max_page_count = 10");
        assertThatThrownBy(() -> writer.call(connection -> {
                    add("half").run(connection);
                    return add(BIG).run(connection);
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("full")
                .hasMessageContaining("data.dir");
        writer.call(add("small"));
        assertThat(words()).containsExactly("small");
        run("PRAGMA max_page_count = 1000");
        writer.call(add(BIG));
        assertThat(words()).containsExactlyInAnyOrder("small", BIG);
    }

    @Test
    void keepsOthersOfGroup_whenOneFillsTheDisk() {
        run("PRAGMA max_page_count = 10");
        FutureTask<Boolean> failing = task(add(BIG));
        together(List.of(task(add("one")), failing, task(add("other"))));
        assertThat(words()).containsExactlyInAnyOrder("one", "other");
        assertThatThrownBy(failing::get).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void finishesWhatWaits_whenClosed() throws Exception {
        FutureTask<Boolean> last = task(this::holdUp);
        waiting(last);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(writer::close);
        gate.countDown();
        closed.get();
        assertThat(last.get()).isTrue();
    }

    @Test
    void blocksNobodyForEver_whenQueueIsFullAndCloses() {
        Inbox<String> inbox = new Inbox<>(1);
        inbox.put("first");
        FutureTask<Boolean> second = new FutureTask<>(() -> inbox.put("second"));
        waiting(second);
        inbox.close();
        await().until(second::isDone);
        assertThat(second.resultNow()).isFalse();
        assertThat(inbox.take()).containsExactly("first");
        assertThat(inbox.take()).isEmpty();
    }

    /** Has units wait until all are in the queue, so that they share a transaction; returns when all are done. */
    private void together(List<FutureTask<Boolean>> units) {
        waiting(task(this::holdUp));
        for (FutureTask<Boolean> unit : units) {
            waiting(unit);
        }
        gate.countDown();
        await().until(() -> units.stream().allMatch(FutureTask::isDone));
    }

    /** Starts one; returns when it waits. */
    private static void waiting(FutureTask<Boolean> task) {
        Thread thread = Thread.ofVirtual().start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private FutureTask<Boolean> task(Work<Boolean> work) {
        return new FutureTask<>(() -> writer.call(work));
    }

    private Boolean holdUp(Connection connection) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Work<Boolean> add(String word) {
        return connection -> {
            Sql.update(connection, "INSERT INTO word (text) VALUES (?)", word);
            return true;
        };
    }

    private void run(String sql) {
        writer.call(connection -> {
            Sql.run(connection, sql);
            return true;
        });
    }

    private List<String> words() {
        return writer.call(connection -> Sql.query(connection, row -> row.getString(1), "SELECT text FROM word"));
    }
}
