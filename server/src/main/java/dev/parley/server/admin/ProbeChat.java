package dev.parley.server.admin;

import dev.parley.admin.v1.AccountTest;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.RequestIds;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.routing.Target;
import dev.parley.server.usage.CallRecord;
import dev.parley.server.usage.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks one account something, and counts that as a call of the admin's. Thread-safe. */
public final class ProbeChat {
    private static final String CALLER = "admin";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final UsageLedger ledger;
    private final InstantSource clock;

    public ProbeChat(UsageLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The answer's text as the message, and the thought if there is one. Blocks until the host has answered. */
    AccountTest ask(Provider provider, Lease lease, String model, String message) {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(said(message))
                .build();
        ChatResponse answer = answer(provider, lease, request);
        AccountTest.Builder told = AccountTest.newBuilder()
                .setMessage(said(answer, part -> part.getText().getText()));
        String thought = said(answer, part -> part.getThought().getText());
        return (thought.isEmpty() ? told : told.setThinking(thought)).build();
    }

    /**
     * The answer to a request. Blocks until the host has answered.
     *
     * @throws ChatException the host refused the credential, or failed
     */
    public ChatResponse answer(Provider provider, Lease lease, ChatRequest request) {
        Caller caller = new Caller(CALLER, CALLER, Set.of(provider.name()));
        Instant deadline = clock.instant().plus(DEADLINE);
        ChatCall call = new ChatCall(RequestIds.accept(null), caller, "", request, true, deadline);
        Target target = new Target(provider.name(), request.getModel());
        ChatResponse answer;
        try (ChatStream stream = provider.chat(new Attempt(call, target, lease, new TwoTries()))) {
            answer = fold(stream);
        } catch (ChatException e) {
            record(call, Completed.getDefaultInstance(), e.code());
            throw e;
        }
        record(call, Completed.newBuilder().setUsage(answer.getUsage()).build(), ErrorCode.ERROR_CODE_UNSPECIFIED);
        return answer;
    }

    /** A user's message. */
    public static ChatMessage said(String message) {
        return ChatMessage.newBuilder()
                .setRole(Role.ROLE_USER)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(message)))
                .build();
    }

    private static ChatResponse fold(ChatStream stream) {
        ChatAccumulator answer = new ChatAccumulator();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            answer.add(event);
        }
        return answer.response();
    }

    private static String said(ChatResponse answer, Function<Part, String> text) {
        return answer.getCandidatesList().stream()
                .flatMap(candidate -> candidate.getMessage().getPartsList().stream())
                .map(text)
                .collect(Collectors.joining());
    }

    private void record(ChatCall call, Completed served, ErrorCode outcome) {
        Duration took = DEADLINE.minus(Duration.between(clock.instant(), call.deadline()));
        ledger.record(new CallRecord(call.id(), CALLER, call.request().getModel(), served, outcome, took.toNanos(), 0));
    }

    /** One, and one more with a new token. */
    private static final class TwoTries implements Attempt.Tries {
        private int number = 1;

        @Override
        public int number() {
            return number;
        }

        @Override
        public boolean again() {
            return number++ < 2;
        }
    }
}
