package dev.parley.server.chat;

import static dev.parley.server.chat.Scripted.SILENCE;
import static dev.parley.server.chat.Scripted.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Usage;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GM-14: each prompt a call of its own, told as one answer")
class SeparateTurnsTest {
    private final ChatException oneAtATime = ChatException.invalid("sampling.candidates", "one answer at a time");

    /** What each prompt's calls do, in turn. */
    private final Map<String, Deque<List<Object>>> scripts = new ConcurrentHashMap<>();

    private final List<ChatRequest> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch silent = new CountDownLatch(4);

    @Test
    void numbersTheAnswers_byPromptAndCandidate() {
        says("a", answer("a1"), second(answer("a2")));
        says("b", answer("b1"), second(answer("b2")));
        ChatResponse whole = fold(open(2, "a", "b"));
        assertThat(whole.getCandidatesList())
                .extracting(SeparateTurnsTest::text)
                .containsExactly("a1", "a2", "b1", "b2");
        assertThat(whole.getCandidatesList()).extracting(Candidate::getIndex).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("Usage and attempts are those of all, told once")
    void sumsUp() {
        says("a", answer("a1"));
        says("b", answer("b1"));
        says("c", answer("c1"));
        List<ChatEvent> events = drain(open(1, "a", "b", "c"));
        assertThat(events).filteredOn(ChatEvent::hasCompleted).hasSize(1);
        Completed completed = events.getLast().getCompleted();
        assertThat(completed.getUsage().getInputTokens()).isEqualTo(9);
        assertThat(completed.getUsage().getOutputTokens()).isEqualTo(6);
        assertThat(completed.getServed().getAttempts()).isEqualTo(3);
    }

    @Test
    @DisplayName("E-OTH-2: a provider that gives one answer at a time is asked for each")
    void asksAgain_whenProviderGivesOneAnswer() {
        says("a", new Object[] {oneAtATime});
        says("a", answer("a1"));
        says("a", answer("a2"));
        says("a", answer("a3"));
        ChatResponse whole = fold(open(3, "a"));
        assertThat(whole.getCandidatesList())
                .extracting(SeparateTurnsTest::text)
                .containsExactly("a1", "a2", "a3");
        assertThat(whole.getUsage().getOutputTokens()).isEqualTo(6);
        assertThat(asked)
                .extracting(request -> request.getSampling().getCandidates())
                .containsExactly(3, 0, 0, 0);
    }

    @Test
    @DisplayName("A provider that gives fewer answers than it was asked for is asked for the rest")
    void asksForTheRest_whenProviderGivesFewer() {
        says("a", answer("a1"), second(answer("a2")));
        says("a", answer("a3"));
        assertThat(fold(open(3, "a")).getCandidatesList())
                .extracting(SeparateTurnsTest::text)
                .containsExactly("a1", "a2", "a3");
    }

    @Test
    void readsFourAtOnce_atMost() {
        String[] prompts = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
        Arrays.stream(prompts).forEach(prompt -> says(prompt, answer(prompt)));
        assertThat(fold(open(1, prompts)).getCandidatesList())
                .extracting(SeparateTurnsTest::text)
                .containsExactly(prompts);
        assertThat(mostOpen.get()).isBetween(1, 4);
        assertThat(open).hasValue(0);
    }

    @Test
    @DisplayName("All or error: one failure ends the others")
    void fails_whenOneFails() throws Exception {
        ChatException failure = Scripted.failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "broken");
        says("a", new Object[] {SILENCE});
        says("b", new Object[] {SILENCE});
        says("c", new Object[] {SILENCE});
        says("d", answer("d")[0], failure);
        ChatStream stream = open(1, "a", "b", "c", "d");
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> drain(stream))
                .isSameAs(failure);
        stream.close();
        assertThat(open).hasValue(0);
    }

    @Test
    @DisplayName("COM-08: closing ends all of them, and asks nothing more")
    void endsAll_whenClosed() throws Exception {
        String[] prompts = {"a", "b", "c", "d", "e"};
        Arrays.stream(prompts).forEach(prompt -> says(prompt, new Object[] {SILENCE}));
        ChatStream stream = open(1, prompts);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> drain(stream))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_CANCELLED)));
        assertThat(silent.await(5, TimeUnit.SECONDS)).isTrue();
        stream.close();
        reader.get(5, TimeUnit.SECONDS);
        assertThat(open).hasValue(0);
        assertThat(asked).hasSize(4);
    }

    @Test
    @DisplayName("A reader that is slow holds all of them back, and loses nothing")
    void losesNothing_whenReaderIsSlow() {
        Object[] steps = new Object[204];
        Object[] answer = answer("x");
        steps[0] = answer[0];
        steps[1] = answer[1];
        Arrays.fill(steps, 2, 202, answer[2]);
        steps[202] = answer[3];
        steps[203] = answer[4];
        says("a", steps);
        says("b", steps);
        assertThat(fold(open(1, "a", "b")).getCandidatesList())
                .extracting(SeparateTurnsTest::text)
                .containsExactly("x".repeat(200), "x".repeat(200));
    }

    private ChatStream open(int candidates, String... prompts) {
        ChatRequest.Builder request = ChatRequest.newBuilder().setModel("m");
        request.getSamplingBuilder().setCandidates(candidates);
        for (String prompt : prompts) {
            request.addMessages(ChatMessage.newBuilder()
                    .setRole(Role.ROLE_USER)
                    .addParts(Part.newBuilder().setText(Text.newBuilder().setText(prompt))));
        }
        return new SeparateTurns(this::scripted).open(Scripted.call().withRequest(request.build()));
    }

    private ChatStream scripted(ChatCall call) {
        asked.add(call.request());
        ChatMessage prompt = call.request().getMessagesList().getFirst();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new Played(scripts.get(prompt.getParts(0).getText().getText()).remove());
    }

    private void says(String prompt, Object[]... candidates) {
        says(prompt, Arrays.stream(candidates).flatMap(Arrays::stream).toArray());
    }

    private void says(String prompt, Object... steps) {
        scripts.computeIfAbsent(prompt, key -> new ArrayDeque<>()).add(List.of(steps));
    }

    private static Object[] second(Object[] answer) {
        return Arrays.stream(answer)
                .map(step -> ((ChatEvent) step).toBuilder().setCandidate(1).build())
                .toArray();
    }

    private static String text(Candidate candidate) {
        return candidate.getMessage().getParts(0).getText().getText();
    }

    private static List<ChatEvent> drain(ChatStream stream) {
        List<ChatEvent> events = new ArrayList<>();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        return events;
    }

    private static ChatResponse fold(ChatStream stream) {
        ChatAccumulator whole = new ChatAccumulator();
        EventGrammar grammar = new EventGrammar();
        for (ChatEvent event : drain(stream)) {
            if (!event.hasCompleted()) {
                grammar.check(event);
            }
            whole.add(event);
        }
        grammar.checkEnd();
        stream.close();
        return whole.response();
    }

    /** Plays its steps and ends as the pipeline does, with Completed. */
    private final class Played implements ChatStream {
        private final Deque<Object> steps;
        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean completed;

        Played(List<Object> steps) {
            this.steps = new ArrayDeque<>(steps);
        }

        @Override
        public @Nullable ChatEvent next() {
            Object step = steps.poll();
            if (step == SILENCE) {
                awaitClose();
            }
            if (step instanceof ChatException failure) {
                throw failure;
            }
            return step == null ? end() : (ChatEvent) step;
        }

        private @Nullable ChatEvent end() {
            if (completed) {
                return null;
            }
            completed = true;
            return ChatEvent.newBuilder()
                    .setCompleted(Completed.newBuilder()
                            .setUsage(Usage.newBuilder().setInputTokens(3).setOutputTokens(2))
                            .setServed(Served.newBuilder().setAttempts(1)))
                    .build();
        }

        private void awaitClose() {
            silent.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw ChatException.cancelled();
        }

        @Override
        public synchronized void close() {
            if (closed.getCount() > 0) {
                closed.countDown();
                open.decrementAndGet();
            }
        }
    }
}
