package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.FallbackSettings;
import dev.parley.server.config.RetrySettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Timeouts;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.pool.Lease;
import dev.parley.server.pool.RetryBudget;
import dev.parley.server.pool.Ticket;
import dev.parley.server.pool.Turn;
import dev.parley.server.pool.Wanted;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A backend that does as a test says, and remembers what was done to it. */
final class Scripted implements Provider, CredentialPool {
    static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** What an attempt does: gives its events in order; a failure among them is thrown, {@link #SILENCE} blocks. */
    static final Object SILENCE = new Object();

    final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch silent = new CountDownLatch(1);
    private final String name;
    private final List<String> credentials;
    final Deque<Integer> places = new ArrayDeque<>();
    private final Deque<List<Object>> scripts = new ArrayDeque<>();
    private final RetryBudget budget = new RetryBudget(InstantSource.system());
    private int turn;

    Scripted(String name, String... credentials) {
        this.name = name;
        this.credentials = List.of(credentials);
    }

    Scripted then(Object... steps) {
        scripts.add(List.of(steps));
        return this;
    }

    Backend backend(int maxAttempts, int maxConnects) {
        return backend(TIMEOUTS, maxAttempts, maxConnects);
    }

    Backend backend(Timeouts timeouts, int maxAttempts, int maxConnects) {
        Duration pause = Duration.ofMillis(2);
        return backend(
                timeouts,
                new RetrySettings(maxAttempts, 0, maxConnects, 1, pause, pause, RetrySettings.Budget.NONE, false),
                new FallbackSettings(Map.of(), List.of()));
    }

    Backend backend(RetrySettings retry, FallbackSettings fallbacks) {
        return backend(TIMEOUTS, retry, fallbacks);
    }

    private Backend backend(Timeouts timeouts, RetrySettings retry, FallbackSettings fallbacks) {
        return new Backend(this, this, timeouts, retry, budget, fallbacks, null, Map.of());
    }

    @Override
    public Credential any() {
        return new Credential("any", Secret.of(""));
    }

    static Object[] answer(String text) {
        return new Object[] {
            event(ChatEvent.newBuilder().setStarted(Started.newBuilder().setId("id-" + text))),
            event(ChatEvent.newBuilder()
                    .setPartStarted(
                            PartStarted.newBuilder().setPart(Part.newBuilder().setText(Text.getDefaultInstance())))),
            event(ChatEvent.newBuilder().setPartDelta(PartDelta.newBuilder().setText(text))),
            event(ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance())),
            event(ChatEvent.newBuilder().setFinished(Finish.newBuilder().setReason(FinishReason.FINISH_REASON_STOP)))
        };
    }

    static ChatException failure(Blame blame, ErrorCode code, String reason) {
        return ChatException.of(code, blame, reason, "scripted " + reason).build();
    }

    static ChatRequest request(String model) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
                .build();
    }

    static ChatCall call() {
        return new ChatCall(
                "req-1",
                new Caller("tester", "default", Set.of()),
                "",
                request("m"),
                false,
                Instant.now().plusSeconds(10));
    }

    static Target target(Scripted scripted) {
        return new Target(scripted.name, "m");
    }

    private static ChatEvent event(ChatEvent.Builder builder) {
        return builder.build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized ChatStream chat(Attempt attempt) {
        attempts.add(attempt);
        return new Stream(new ArrayDeque<>(scripts.remove()));
    }

    @Override
    public List<Model> models(Credential credential) {
        return List.of();
    }

    @Override
    public void close() {}

    @Override
    public boolean hasAccounts() {
        return true;
    }

    @Override
    public Ticket ask(Wanted wanted) {
        return new Request(wanted);
    }

    /** Waits in line as long as {@link #places} says, and until it is closed where that is 0. */
    private final class Request implements Ticket {
        private final Wanted wanted;
        private final CountDownLatch left = new CountDownLatch(1);

        Request(Wanted wanted) {
            this.wanted = wanted;
        }

        @Override
        public Turn next() {
            Integer place = places.poll();
            if (place == null) {
                return new Turn.Granted(lend());
            }
            if (place > 0) {
                return new Turn.Waiting(place);
            }
            silent.countDown();
            try {
                left.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw ChatException.cancelled();
        }

        private Loan lend() {
            synchronized (Scripted.this) {
                for (int i = 0; i < credentials.size(); i++) {
                    String id =
                            wanted.pinned().isEmpty() ? credentials.get(turn++ % credentials.size()) : wanted.pinned();
                    if (!wanted.tried().contains(id)) {
                        return new Loan(id);
                    }
                }
            }
            throw failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UNAVAILABLE, "none_left");
        }

        @Override
        public void close() {
            left.countDown();
        }
    }

    /** Notes the outcome when it is returned, and a second return as a fault. */
    private final class Loan implements Lease {
        private final Credential credential;
        private String outcome = "none";
        private boolean returned;

        Loan(String id) {
            credential = new Credential(id, Secret.of(""));
        }

        @Override
        public Credential credential() {
            return credential;
        }

        @Override
        public Reason reason() {
            return Reason.SELECTION;
        }

        @Override
        public void renew(Secret secret) {
            throw new UnsupportedOperationException("nothing here is renewed");
        }

        @Override
        public void answered() {}

        @Override
        public void succeeded() {
            outcome = "ok";
        }

        @Override
        public void failed(ChatException cause) {
            outcome = cause.error().getReason();
        }

        @Override
        public synchronized void close() {
            if (!returned) {
                returned = true;
                outcomes.add(credential.id() + ':' + outcome);
            }
        }
    }

    private final class Stream implements ChatStream {
        private final Deque<Object> steps;
        private final CountDownLatch closed = new CountDownLatch(1);

        Stream(Deque<Object> steps) {
            this.steps = steps;
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
            return (ChatEvent) step;
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
        public void close() {
            closed.countDown();
        }
    }
}
