package dev.parley.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatTexts;
import dev.parley.client.ParleyClient;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each case is a class of tests that JUnit runs, here within another run. Those with "wrong" in their name fail. */
@DisplayName("The JUnit extension")
@Timeout(60)
class ParleyExtensionTest {
    private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

    @Test
    void sharesOneParley_andBeginsEachTestAnew_whenStatic() {
        Events tests = run(StaticCase.class);
        tests.assertStatistics(count -> count.succeeded(3).failed(2));
        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("wrongTurnTooMany"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.startsWith("No request came for turn 1")))))
                .haveExactly(
                        1,
                        event(
                                test("wrongRequestSwallowed"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.startsWith("No turn is scripted for")))));
        assertThat(ADDRESSES).hasSize(1);
    }

    @Test
    void givesEachTestItsOwn_whenAnInstanceField_soThatTheyMayRunAtOnce() {
        Events tests = run(InstanceCase.class);
        tests.assertStatistics(count -> count.succeeded(2).failed(0));
        assertThat(ADDRESSES).hasSize(2);
    }

    @Test
    void serves_whenTheInstanceIsTheClass() {
        run(PerClassCase.class).assertStatistics(count -> count.succeeded(2).failed(0));
        assertThat(ADDRESSES).hasSize(1);
    }

    @Test
    void refusesTwoTestsAtOnce_whenStatic() {
        Events tests = run(AtOnceCase.class);
        tests.assertStatistics(count -> count.succeeded(1).failed(1));
        tests.failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(IllegalStateException.class),
                                message(text -> text.contains("one test at a time")))));
    }

    private static Events run(Class<?> testCase) {
        ADDRESSES.clear();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testCase))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();
    }

    private static String ask(ScriptedParley parley, ParleyClient client) {
        ADDRESSES.add(parley.address());
        return ChatTexts.of(client.chat()
                .chat(ChatRequest.newBuilder()
                        .setModel("m")
                        .addMessages(ChatTexts.user("Hello"))
                        .build()));
    }

    static class StaticCase {
        @RegisterExtension
        static final ParleyExtension parley = ParleyExtension.create();

        static final ParleyClient client = parley.client();

        @Test
        void right() {
            parley.turn().says("Hi.");
            assertThat(ask(parley, client)).isEqualTo("Hi.");
            assertThat(parley.requests()).hasSize(1);
        }

        @Test
        void wrongTurnTooMany() {
            parley.turn().says("Hi.");
        }

        @Test
        void wrongRequestSwallowed() {
            try {
                ask(parley, client);
            } catch (StatusRuntimeException e) {
                ADDRESSES.add(parley.address());
            }
        }

        @Nested
        class Inner {
            @Test
            void right() {
                parley.turn().says("Hi.");
                assertThat(ask(parley, client)).isEqualTo("Hi.");
            }
        }

        @Nested
        class Other {
            @Test
            void right() {
                parley.turn().says("Hi.");
                assertThat(ask(parley, client)).isEqualTo("Hi.");
                assertThat(parley.requests()).hasSize(1);
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class InstanceCase {
        static final CountDownLatch BOTH = new CountDownLatch(2);

        @RegisterExtension
        final ParleyExtension parley = ParleyExtension.create();

        @Test
        void one() throws InterruptedException {
            asksAtOnce("One.");
        }

        @Test
        void two() throws InterruptedException {
            asksAtOnce("Two.");
        }

        private void asksAtOnce(String answer) throws InterruptedException {
            parley.turn().says(answer);
            BOTH.countDown();
            BOTH.await();
            assertThat(ask(parley, parley.client())).isEqualTo(answer);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassCase {
        @RegisterExtension
        final ParleyExtension parley = ParleyExtension.create();

        @Test
        void one() {
            parley.turn().says("One.");
            assertThat(ask(parley, parley.client())).isEqualTo("One.");
        }

        @Test
        void two() {
            parley.turn().says("Two.");
            assertThat(ask(parley, parley.client())).isEqualTo("Two.");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class AtOnceCase {
        static final CountDownLatch REFUSED = new CountDownLatch(1);

        @RegisterExtension
        static final ParleyExtension parley = ParleyExtension.create();

        @RegisterExtension
        static final AfterEachCallback refusal = context -> {
            if (context.getExecutionException().isPresent()) {
                REFUSED.countDown();
            }
        };

        @Test
        void one() throws InterruptedException {
            REFUSED.await();
        }

        @Test
        void two() throws InterruptedException {
            REFUSED.await();
        }
    }
}
