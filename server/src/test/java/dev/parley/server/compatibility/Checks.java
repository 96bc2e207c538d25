package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeUpstream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What must be seen in a cell, by scenario. */
final class Checks {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Plays a cell, and fails unless all is as it should be. */
    interface Check {
        void play(Cell cell, Bench bench);
    }

    /** Whole or streamed. */
    private interface Way {
        Seen ask(Client client, String request);
    }

    private Checks() {}

    static Check whole(Answer answer) {
        return (cell, bench) -> answered(cell, bench, answer, Client::whole);
    }

    static Check streamed(Answer answer) {
        return (cell, bench) -> answered(cell, bench, answer, Client::stream);
    }

    static Check answers(Answer answer) {
        return (cell, bench) -> {
            whole(answer).play(cell, bench);
            streamed(answer).play(cell, bench);
        };
    }

    static Check refused() {
        return (cell, bench) -> {
            for (Way way : List.<Way>of(Client::whole, Client::stream)) {
                if (cell.host().isRemote()) {
                    bench.host(cell.host()).enqueue(cell.host().wire().refusal().apply("no such thing here"));
                }
                Failed failed = failed(() -> way.ask(bench.client(cell.front()), cell.request()));
                assertThat(failed.status()).isEqualTo(400);
                assertThat(failed).hasMessageContaining(cell.host().isRemote() ? "no such thing here" : "status 400");
            }
        };
    }

    static Check broken(String text) {
        return (cell, bench) -> {
            if (cell.host().isRemote()) {
                bench.host(cell.host())
                        .enqueue(cell.host()
                                .wire()
                                .opening()
                                .apply(text)
                                .pause(30)
                                .reset());
            }
            Failed failed = failed(() -> bench.client(cell.front()).stream(cell.request()));
            if (status(cell).isPresent()) {
                assertThat(failed.status()).isEqualTo(status(cell).getAsInt());
            } else {
                assertThat(failed.before()).isEqualTo(text);
            }
        };
    }

    static Check counted() {
        return (cell, bench) -> {
            Client client = bench.client(cell.front());
            if (status(cell).isPresent()) {
                assertThat(failed(() -> client.count(cell.request())).status())
                        .isEqualTo(status(cell).getAsInt());
            } else {
                assertThat(client.count(cell.request())).isBetween(1L, 50L);
            }
        };
    }

    static Check listed() {
        return (cell, bench) -> {
            String model = cell.host().isRemote() ? cell.host().model() : "builtin/echo";
            List<String> models = bench.client(cell.front()).models();
            assertThat(models.contains(model)).isEqualTo(cell.reason().isEmpty());
        };
    }

    static Check left() {
        return (cell, bench) -> {
            Client client = bench.client(cell.front());
            if (cell.host().isRemote()) {
                FakeUpstream host = bench.host(cell.host());
                host.enqueue(cell.host().wire().opening().apply("a").stall());
                client.leave(cell.request());
                assertThat(host.awaitClientClose(SECOND)).isTrue();
            } else {
                client.leave(cell.request());
                assertThat(client.models()).isNotEmpty();
            }
        };
    }

    private static void answered(Cell cell, Bench bench, Answer answer, Way way) {
        if (cell.host().isRemote()) {
            bench.host(cell.host())
                    .enqueue(request -> cell.host().wire().answer().apply(request, answer));
        }
        Seen seen = way.ask(bench.client(cell.front()), cell.request());
        assertThat(seen.answer()).isEqualTo(expected(cell, answer));
        if (cell.host().isRemote()) {
            assertThat(seen.input()).isEqualTo(Answer.INPUT);
            assertThat(seen.output()).isEqualTo(Answer.OUTPUT);
            arrived(cell, bench, seen.dropped());
        } else {
            assertThat(seen.output()).isPositive();
        }
    }

    private static Answer expected(Cell cell, Answer answer) {
        return cell.reason()
                .map(reason -> reason.effect() instanceof Reason.Effect.Shows shows
                        ? shows.change().apply(answer)
                        : answer)
                .orElse(answer);
    }

    /** The status that the cell's reason says its call fails with. */
    private static OptionalInt status(Cell cell) {
        return cell.reason().map(Reason::effect).orElse(null) instanceof Reason.Effect.Fails(int status)
                ? OptionalInt.of(status)
                : OptionalInt.empty();
    }

    private static void arrived(Cell cell, Bench bench, String dropped) {
        String sent = bench.host(cell.host()).requests().getLast().body();
        List<String> arriving = cell.scenario().arriving();
        if (cell.reason().map(Reason::effect).orElse(null) instanceof Reason.Effect.Drops(String path)) {
            assertThat(dropped).contains(path);
            assertThat(arriving).noneMatch(sent::contains);
        } else {
            assertThat(arriving).allMatch(sent::contains, "in " + sent);
        }
    }

    private static Failed failed(ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call);
    }
}
