package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeUpstream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What must be seen in a cell, by scenario. */
final class Checks {
    /** Those that are asked for a prompt's size. */
    private static final Set<Host> COUNTING = EnumSet.of(Host.RESPONSES, Host.ANTHROPIC, Host.GEMINI);

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Plays a cell, and fails unless all is as it should be. */
    interface Check {
        void play(Cell cell, Bench bench);
    }

    private Checks() {}

    static Check whole(Answer answer) {
        return (cell, bench) -> answered(cell, bench, answer, false);
    }

    static Check streamed(Answer answer) {
        return (cell, bench) -> answered(cell, bench, answer, true);
    }

    static Check answers(Answer answer) {
        return (cell, bench) -> {
            whole(answer).play(cell, bench);
            streamed(answer).play(cell, bench);
        };
    }

    static Check refused() {
        return (cell, bench) -> {
            for (boolean stream : new boolean[] {false, true}) {
                if (cell.host().isRemote()) {
                    bench.host(cell.host()).enqueue(cell.host().wire().refusal().apply("no such thing here"));
                }
                Failed failed = failed(() -> ask(cell, bench, stream));
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
            Failed failed = failed(() -> ask(cell, bench, true));
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
                long count = client.count(cell.request());
                assertThat(count == Bench.COUNTED).isEqualTo(COUNTING.contains(cell.host()));
                assertThat(count).isPositive();
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

    private static void answered(Cell cell, Bench bench, Answer answer, boolean stream) {
        if (cell.host().isRemote()) {
            bench.host(cell.host())
                    .enqueue(request -> cell.host().wire().answer().apply(request, answer));
        }
        Seen seen = ask(cell, bench, stream);
        assertThat(named(cell, seen.answer(), answer)).isEqualTo(expected(cell, answer, stream));
        if (cell.host().isRemote()) {
            tokens(cell, seen);
            arrived(cell, bench, seen.dropped());
        } else {
            assertThat(seen.output()).isPositive();
        }
    }

    /** What was seen, its calls with the ids that the host would have given them where it gives none. */
    private static Answer named(Cell cell, Answer seen, Answer sent) {
        if (!(cell.reason().map(Reason::effect).orElse(null) instanceof Reason.Effect.Names)) {
            return seen;
        }
        List<Answer.Call> calls = seen.calls();
        assertThat(calls)
                .hasSameSizeAs(sent.calls())
                .extracting(Answer.Call::id)
                .doesNotHaveDuplicates();
        List<Answer.Call> named = IntStream.range(0, calls.size())
                .mapToObj(i -> new Answer.Call(
                        sent.calls().get(i).id(),
                        calls.get(i).name(),
                        calls.get(i).arguments()))
                .toList();
        return new Answer(seen.thinking(), seen.text(), named, seen.stop(), seen.stopSequence(), seen.cached());
    }

    private static void tokens(Cell cell, Seen seen) {
        if (cell.reason().map(Reason::effect).orElse(null) instanceof Reason.Effect.Estimates) {
            assertThat(seen.input()).isPositive();
            assertThat(seen.output()).isPositive();
        } else {
            assertThat(seen.input()).isEqualTo(Answer.INPUT);
            assertThat(seen.output()).isEqualTo(Answer.OUTPUT);
        }
    }

    private static Seen ask(Cell cell, Bench bench, boolean stream) {
        Client client = bench.client(cell.front());
        return stream ? client.stream(cell.request()) : client.whole(cell.request());
    }

    private static Answer expected(Cell cell, Answer answer, boolean stream) {
        return switch (cell.reason().map(Reason::effect).orElse(null)) {
            case Reason.Effect.Shows(var change) -> change.apply(answer);
            case Reason.Effect.Drops(var path, var change) -> change.apply(answer);
            case Reason.Effect.Estimates(var change) -> change.apply(answer);
            case Reason.Effect.Streams(var change) -> stream ? change.apply(answer) : answer;
            case null, default -> answer;
        };
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
        switch (cell.reason().map(Reason::effect).orElse(null)) {
            case Reason.Effect.Drops(String path, var change) -> {
                assertThat(dropped).contains(path);
                assertThat(arriving).noneMatch(sent::contains);
            }
            case Reason.Effect.Estimates(var change) -> {
                assertThat(dropped).isEmpty();
                assertThat(arriving).noneMatch(sent::contains);
            }
            case null, default -> assertThat(arriving).allMatch(sent::contains, "in " + sent);
        }
    }

    private static Failed failed(ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call);
    }
}
