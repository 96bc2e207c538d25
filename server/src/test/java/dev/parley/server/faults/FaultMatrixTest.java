package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.wires.LogLines;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
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
        TlsHosts.forget();
    }

    @Test
    void isAsItMustBe() throws Exception {
        Map<Boolean, List<Fault>> alone = FAULTS.stream().collect(Collectors.partitioningBy(Fault::isAlone));
        play(List.of(new Stage(alone.get(false))));
        Map<Boolean, List<Fault>> slow = alone.get(true).stream().collect(Collectors.partitioningBy(Fault::isSlow));
        for (Fault fault : slow.get(false)) {
            play(List.of(new Stage(List.of(fault))));
        }
        play(slow.get(true).stream().map(fault -> new Stage(List.of(fault))).toList());
        Soon.isTrue(
                "no thread works on",
                () -> Threads.in("dev.parley.server.chat.FailoverStream", "dev.parley.server.provider.http")
                        .isEmpty());
        System.out.printf("%,d cells were played%n", played.size());
        assertThat(wrong).isEmpty();
        assertThat(Elsewhere.connections()).as("redirects that were followed").isZero();
        assertThat(log.texts()).noneMatch(line -> line.contains(Lane.CANARY));
        PAGE.keep(FaultTable.page(FAULTS));
    }

    /** Faults that are played one after the other on a gateway of their own. */
    private record Stage(List<Fault> faults, Bench bench) {
        Stage(List<Fault> faults) {
            this(
                    faults,
                    new Bench(
                            faults.getFirst().address(),
                            lane -> faults.stream().anyMatch(fault -> isPlayed(new Cell(fault, lane, false)))));
        }
    }

    /** Plays stages at the same time, when all of their gateways stand. */
    private void play(List<Stage> stages) throws Exception {
        for (Future<Void> stage :
                threads.invokeAll(stages.stream().map(this::stage).toList())) {
            stage.get();
        }
        stages.forEach(stage -> stage.bench().close());
    }

    private Callable<Void> stage(Stage stage) {
        return () -> {
            for (Fault fault : stage.faults()) {
                play(Cell.of(fault, false, stage.bench().lanes()), stage.bench());
                play(Cell.of(fault, true, stage.bench().lanes()), stage.bench());
            }
            return null;
        };
    }

    private void play(List<Cell> all, Bench bench) throws Exception {
        List<Cell> cells = all.stream().filter(FaultMatrixTest::isPlayed).toList();
        played.addAll(cells);
        threads.invokeAll(cells.stream().map(cell -> play(cell, bench)).toList());
        Soon.isTrue("nothing is held after " + cells, () -> bench.held().isEmpty());
    }

    private static boolean isPlayed(Cell cell) {
        return Effort.isLong() || cell.isBrief(FAULTS.indexOf(cell.fault()));
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
