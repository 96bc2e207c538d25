package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.wires.LogLines;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("faults 7, SEC-02: whatever a host does wrong, by family, wire, and whole and streamed")
class FaultMatrixTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "upstream faults");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<Fault> FAULTS =
            Stream.of(Group.values()).flatMap(group -> group.faults().stream()).toList();

    private static LogLines log;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Cell> played = new ConcurrentLinkedQueue<>();
    private final Map<Cell, String> wrong =
            new ConcurrentSkipListMap<>((one, other) -> one.toString().compareTo(other.toString()));

    @BeforeAll
    static void listen() {
        log = new LogLines("ROOT");
    }

    @AfterAll
    static void stop() {
        log.close();
    }

    @Test
    void isAsItMustBe() throws Exception {
        Map<Boolean, List<Fault>> alone = FAULTS.stream().collect(Collectors.partitioningBy(Fault::isAlone));
        stage(alone.get(false)).call();
        List<Callable<Void>> stages =
                alone.get(true).stream().map(fault -> stage(List.of(fault))).toList();
        for (Future<Void> stage : threads.invokeAll(stages)) {
            stage.get();
        }

        await("threads that work on")
                .atMost(SECOND)
                .until(() -> Threads.in("dev.parley.server.chat.FailoverStream", "dev.parley.server.provider.http")
                        .isEmpty());
        System.out.printf("%,d cells were played%n", played.size());
        PAGE.keep(FaultTable.page(FAULTS, wrong.keySet()));
        assertThat(wrong).isEmpty();
        assertThat(Elsewhere.connections()).as("redirects that were followed").isZero();
        assertThat(log.texts()).noneMatch(line -> line.contains(Lane.CANARY));
    }

    /** Plays faults one after the other on a gateway of their own. */
    private Callable<Void> stage(List<Fault> faults) {
        return () -> {
            try (Bench bench = new Bench(faults.getFirst().address())) {
                for (Fault fault : faults) {
                    play(Cell.of(fault, false, bench.lanes()), bench);
                    play(Cell.of(fault, true, bench.lanes()), bench);
                }
            }
            return null;
        };
    }

    private void play(List<Cell> all, Bench bench) throws Exception {
        List<Cell> cells = all.stream()
                .filter(cell -> Effort.of(0, 1) == 1 || cell.isBrief(FAULTS.indexOf(cell.fault())))
                .toList();
        played.addAll(cells);
        threads.invokeAll(cells.stream().map(cell -> play(cell, bench)).toList());
        await("what is held after " + cells)
                .atMost(SECOND)
                .until(() -> bench.held().isEmpty());
    }

    private Callable<Void> play(Cell cell, Bench bench) {
        return () -> {
            try {
                cell.play(bench.port());
            } catch (AssertionError | RuntimeException e) {
                wrong.put(cell, String.valueOf(e.getMessage()));
            }
            return null;
        };
    }
}
