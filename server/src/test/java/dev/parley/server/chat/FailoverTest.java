package dev.parley.server.chat;

import static dev.parley.server.chat.Scripted.answer;
import static dev.parley.server.chat.Scripted.failure;
import static dev.parley.server.chat.Scripted.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.config.FallbackSettings;
import dev.parley.server.config.FallbackSettings.Cause;
import dev.parley.server.config.RetrySettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Timeouts;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.Watched;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.Rule;
import dev.parley.server.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("COM-03, COM-09: what is retried, what is not, and what the last event says")
class FailoverTest {
    private static final FallbackSettings NONE = new FallbackSettings(Map.of(), List.of());

    private final Pulse pulse = new Pulse();
    private final Scripted first = new Scripted("first", "a", "b", "c", "d");
    private final Scripted second = new Scripted("second", "z");
    private final Map<String, Backend> backends = new LinkedHashMap<>();
    private Caller caller = Scripted.call().caller();
    private String pinned = "";

    @AfterEach
    void stop() {
        pulse.close();
    }

    @Test
    void answersAndCompletes_onFirstAttempt() {
        first.then(answer("hello"));

        List<ChatEvent> events = drain(open(target(first)));

        Completed completed = events.getLast().getCompleted();
        assertThat(events.getFirst().getStarted().getModel()).isEqualTo("m");
        assertThat(completed.getId()).isEqualTo("id-hello");
        assertThat(completed.getServed().getProvider()).isEqualTo("first");
        assertThat(completed.getServed().getAttempts()).isEqualTo(1);
        assertThat(completed.getUsage().getEstimated()).isTrue();
        assertThat(completed.getUsage().getOutputTokens()).isEqualTo(1);
        assertThat(first.outcomes).containsExactly("a:ok");
    }

    @Test
    @DisplayName("MG-08: a credential's failure takes another credential of the same target")
    void takesAnotherCredential_whenCredentialIsToBlame() {
        first.then(limited()).then(answer("hello"));

        List<ChatEvent> events = drain(open(target(first), target(second)));

        assertThat(events.getLast().getCompleted().getServed().getAttempts()).isEqualTo(2);
        assertThat(first.outcomes).containsExactly("a:limited", "b:ok");
        assertThat(second.attempts).isEmpty();
    }

    @Test
    @DisplayName("MG-08: at most max-attempts credentials, then the next target")
    void takesNextTarget_whenCredentialsAreUsedUp() {
        first.then(limited()).then(limited()).then(limited());
        second.then(answer("hello"));

        List<ChatEvent> events = drain(open(target(first), target(second)));

        assertThat(events.getLast().getCompleted().getServed().getProvider()).isEqualTo("second");
        assertThat(first.outcomes).containsExactly("a:limited", "b:limited", "c:limited");
    }

    @Test
    void takesNextTarget_whenTargetIsToBlame() {
        first.then(broken());
        second.then(answer("hello"));

        drain(open(target(first), target(second)));

        assertThat(first.outcomes).containsExactly("a:broken");
        assertThat(second.outcomes).containsExactly("z:ok");
    }

    @Test
    @DisplayName("MG-09: with no other target left, a 5xx takes another credential")
    void takesAnotherCredential_whenTargetIsToBlameAndTheLast() {
        first.then(broken()).then(answer("hello"));

        drain(open(target(first)));

        assertThat(first.outcomes).containsExactly("a:broken", "b:ok");
    }

    @Test
    @DisplayName("MG-08: a host that cannot be reached is tried again with the same credential")
    void repeatsConnect_withSameCredential() {
        ChatException unreachable = failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "upstream_unreachable");
        first.then(unreachable).then(unreachable).then(answer("hello"));
        backends.put("first", first.backend(1, 3));

        drain(open(target(first)));

        assertThat(first.attempts).hasSize(3);
    }

    @Test
    @DisplayName("POOL-05: the request's own fault is not retried")
    void doesNotRetry_whenRequestIsToBlame() {
        first.then(ChatException.invalid("messages", "bad"));
        assertFails(open(target(first), target(second)), ErrorCode.ERROR_CODE_INVALID_REQUEST, "bad");
        assertThat(first.attempts).hasSize(1);
        assertThat(second.attempts).isEmpty();
    }

    @Test
    void doesNotRetry_afterFirstEvent() {
        Object[] half = Stream.concat(Arrays.stream(answer("hello")).limit(3), Stream.of(broken()))
                .toArray();
        first.then(half);
        ChatStream stream = open(target(first), target(second));
        assertThat(stream.next()).isNotNull();
        assertFails(stream, ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "broken");
        assertThat(first.outcomes).containsExactly("a:broken");
        assertThat(second.attempts).isEmpty();
    }

    @Test
    @DisplayName("MG-10: all rate limits give 429 with the soonest delay")
    void givesSoonestDelay_whenAllAreRateLimits() {
        first.then(limited(30)).then(limited(7)).then(limited(20));
        assertThatThrownBy(() -> drain(open(target(first))))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                });
    }

    @Test
    @DisplayName("MG-10: other causes give 503 with the last one in the message")
    void givesUnavailable_whenAllFail() {
        first.then(limited()).then(broken()).then(broken());
        assertFails(open(target(first)), ErrorCode.ERROR_CODE_UNAVAILABLE, "scripted broken");
    }

    @Test
    @DisplayName("COM-10: no first event in time is the target's fault, and the next target answers")
    void takesNextTarget_whenFirstEventIsLate() {
        first.then(Scripted.SILENCE);
        second.then(answer("hello"));
        backends.put("first", first.backend(limits(60, 5000, 5000), 1, 1));

        drain(open(target(first), target(second)));

        assertThat(first.outcomes).containsExactly("a:first_event_timeout");
        assertThat(second.outcomes).containsExactly("z:ok");
    }

    @Test
    @DisplayName("COM-10: silence between events is an error, never a stop")
    void fails_whenIdleTooLong() {
        first.then(answer("hello")[0], Scripted.SILENCE);
        backends.put("first", first.backend(limits(5000, 60, 5000), 1, 1));
        ChatStream stream = open(target(first));
        assertThat(stream.next()).isNotNull();
        assertFails(stream, ErrorCode.ERROR_CODE_TIMEOUT, "timeouts.idle");
        assertThat(first.outcomes).containsExactly("a:idle_timeout");
    }

    @Test
    @DisplayName("COM-10: the total limit ends the call and is not retried")
    void fails_whenTotalIsOver() {
        first.then(Scripted.SILENCE);
        backends.put("first", first.backend(limits(5000, 5000, 60), 3, 1));
        ChatStream stream = open(Duration.ofMillis(60), target(first), target(second));
        assertFails(stream, ErrorCode.ERROR_CODE_TIMEOUT, "timeouts.total");
        assertThat(second.attempts).isEmpty();
    }

    @Test
    @DisplayName("COM-08: closing from another thread ends a silent attempt and returns its lease")
    void endsWithCancelled_whenClosedWhileSilent() throws Exception {
        first.then(Scripted.SILENCE);
        ChatStream stream = open(target(first), target(second));
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(() -> assertFails(stream, ErrorCode.ERROR_CODE_CANCELLED, "cancelled"));
        assertThat(first.silent.await(5, TimeUnit.SECONDS)).isTrue();

        stream.close();
        stream.close();

        reader.get(1, TimeUnit.SECONDS);
        assertThat(first.outcomes).hasSize(1);
        assertThat(second.attempts).isEmpty();
    }

    @Test
    void doesNothing_whenClosedBeforeFirstNext() {
        ChatStream stream = open(target(first));
        stream.close();
        assertFails(stream, ErrorCode.ERROR_CODE_CANCELLED, "cancelled");
        assertThat(first.attempts).isEmpty();
    }

    @Test
    @DisplayName("DS-21: the place in line is told as it changes, and the answer follows")
    void tellsPlaceInLine() {
        first.places.addAll(List.of(3, 1));
        first.then(limited()).then(answer("hello"));
        List<ChatEvent> events = drain(open(target(first)));
        assertThat(events.subList(0, 2))
                .extracting(event -> event.getQueued().getPosition())
                .containsExactly(3, 1);
        assertThat(events.get(2).hasStarted()).isTrue();
        assertThat(first.outcomes).containsExactly("a:limited", "b:ok");
    }

    @Test
    @DisplayName("DS-14: closing while the call waits in line ends the wait and begins no attempt")
    void leavesTheLine_whenClosed() throws Exception {
        first.places.addAll(List.of(2, 0));
        ChatStream stream = open(target(first), target(second));
        assertThat(stream.next().getQueued().getPosition()).isEqualTo(2);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
            awaitSilence();
            stream.close();
        });
        assertFails(stream, ErrorCode.ERROR_CODE_CANCELLED, "cancelled");
        closed.get(5, TimeUnit.SECONDS);
        assertThat(first.attempts).isEmpty();
        assertThat(second.attempts).isEmpty();
    }

    @Test
    @DisplayName("DS-06: a pinned call takes neither another account nor another target")
    void changesNothing_whenPinned() {
        pinned = "c";
        first.then(limited());
        assertFails(open(target(first), target(second)), ErrorCode.ERROR_CODE_RATE_LIMITED, "limited");
        first.then(broken());
        assertFails(open(target(first), target(second)), ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "broken");
        assertThat(first.outcomes).containsExactly("c:limited", "c:broken");
        assertThat(second.attempts).isEmpty();
    }

    @Test
    @DisplayName("DS-05: a caller's own token is all that is shown; a pin is ignored, no account is lent")
    void showsCallersToken() {
        caller = new Caller("direct", "ds2api", Set.of("first"), Secret.of("token-of-ann"));
        pinned = "c";
        first.then(limited());
        assertFails(open(target(first), target(second)), ErrorCode.ERROR_CODE_RATE_LIMITED, "limited");
        assertThat(first.attempts).hasSize(1);
        assertThat(first.attempts.getFirst().lease().credential().secret().reveal())
                .isEqualTo("token-of-ann");
        assertThat(first.outcomes).isEmpty();
    }

    @Test
    @DisplayName("GM-18: a model that is not there is answered by the next of its chain")
    void takesModelOfChain_whenThereIsNone() {
        first.then(noModel()).then(noModel()).then(answer("hello"));
        backends.put("first", first.backend(retry(3, 1), chain(Cause.NOT_FOUND)));

        List<ChatEvent> events = drain(open(target(first)));

        assertThat(events.getLast().getCompleted().getServed().getTargetModel()).isEqualTo("m-old");
        assertThat(models(first)).containsExactly("m", "m-new", "m-old");
    }

    @Test
    @DisplayName("GM-18: other failures do not open a chain that is for that alone, but another provider still answers")
    void takesOtherProvider_whenChainIsNotForIt() {
        first.then(broken());
        second.then(answer("hello"));
        backends.put("first", first.backend(retry(3, 1), chain(Cause.NOT_FOUND)));

        drain(open(target(first), target(second)));

        assertThat(models(first)).containsExactly("m");
        assertThat(second.outcomes).containsExactly("z:ok");
    }

    @Test
    @DisplayName("GM-18: by setting rate limits and failures open it too, when every credential has been tried")
    void takesModelOfChain_whenItsCausesAreSet() {
        first.then(limited()).then(limited()).then(broken()).then(answer("hello"));
        backends.put("first", first.backend(retry(2, 1), chain(Cause.RATE_LIMITED, Cause.FAILED)));

        drain(open(target(first)));

        assertThat(models(first)).containsExactly("m", "m", "m-new", "m-old");
    }

    @Test
    @DisplayName("GM-19: all credentials are gone through again after a pause, as often as is set")
    void beginsAnotherRound() {
        second.then(broken()).then(limited()).then(broken()).then(answer("hello"));
        backends.put("second", second.backend(retry(8, 4), NONE));

        drain(open(target(second)));

        assertThat(second.outcomes).containsExactly("z:broken", "z:limited", "z:broken", "z:ok");
    }

    @Test
    @DisplayName("GM-19: but not more often, and not for what a pause does not mend")
    void endsRounds() {
        second.then(broken())
                .then(broken())
                .then(failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "no"));
        backends.put("second", second.backend(retry(8, 2), NONE));

        assertFails(open(target(second)), ErrorCode.ERROR_CODE_UNAVAILABLE, "All 2 attempts");
        assertFails(open(target(second)), ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "no");
    }

    @Test
    @DisplayName("GM-19, BAN-06: a host that wants a longer pause than is set is not waited for")
    void doesNotWait_forLong() {
        second.then(ChatException.of(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "limited", "later")
                .retryAfter(Duration.ofSeconds(5))
                .build());
        backends.put("second", second.backend(retry(1, 4), NONE));

        assertFails(open(target(second)), ErrorCode.ERROR_CODE_RATE_LIMITED, "later");
        assertThat(second.attempts).hasSize(1);
    }

    private static FallbackSettings chain(Cause... causes) {
        return new FallbackSettings(Map.of("m", List.of("m-new", "m-old")), List.of(causes));
    }

    private static RetrySettings retry(int maxAttempts, int maxRounds) {
        Duration pause = Duration.ofMillis(2);
        return new RetrySettings(maxAttempts, 0, 1, maxRounds, pause, pause, RetrySettings.Budget.NONE, false);
    }

    private static ChatException noModel() {
        return failure(Blame.TARGET, ErrorCode.ERROR_CODE_NOT_FOUND, "model_not_found");
    }

    private static List<String> models(Scripted provider) {
        return provider.attempts.stream()
                .map(attempt -> attempt.target().model())
                .toList();
    }

    private void awaitSilence() {
        try {
            first.silent.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final Metrics metrics = new Metrics();

    private ChatStream open(Target... targets) {
        return open(Duration.ofSeconds(10), targets);
    }

    private ChatStream open(Duration timeLeft, Target... targets) {
        backends.putIfAbsent("first", first.backend(3, 1));
        backends.putIfAbsent("second", second.backend(3, 1));
        Instant now = Instant.now();
        ChatCall call = new ChatCall(
                "req-1", caller, "", new Steering(pinned, "", null), Scripted.request("m"), false, now.plus(timeLeft));
        Decision decision = new Decision(Rule.QUALIFIED, List.of(targets), ModelVariant.PLAIN);
        return new FailoverStream(
                call, Route.of(call, decision, backends), backends, pulse, Watched.by(metrics), now, Manner.PLAIN);
    }

    private static List<ChatEvent> drain(ChatStream stream) {
        List<ChatEvent> events = new ArrayList<>();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        assertThat(events.getLast().hasCompleted()).isTrue();
        return events;
    }

    private static void assertFails(ChatStream stream, ErrorCode code, String fragment) {
        assertThatThrownBy(() -> drain(stream))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e).hasMessageContaining(fragment);
                });
    }

    private static Timeouts limits(int firstEvent, int idle, int total) {
        return new Timeouts(
                Duration.ofSeconds(1),
                Duration.ofMillis(firstEvent),
                Duration.ofMillis(idle),
                Duration.ofMillis(total));
    }

    private static ChatException limited() {
        return failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_RATE_LIMITED, "limited");
    }

    private static ChatException limited(int seconds) {
        return ChatException.of(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "limited", "slow down")
                .retryAfter(Duration.ofSeconds(seconds))
                .build();
    }

    private static ChatException broken() {
        return failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "broken");
    }
}
