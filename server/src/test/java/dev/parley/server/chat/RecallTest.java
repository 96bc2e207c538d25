package dev.parley.server.chat;

import static dev.parley.server.chat.Recalled.ANN;
import static dev.parley.server.chat.Recalled.BOB;
import static dev.parley.server.chat.Recalled.fold;
import static dev.parley.server.chat.Recalled.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Role;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.conversation.Conversations;
import dev.parley.server.conversation.KeptAnswers;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.StoreException;
import dev.parley.server.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RS-05: what a call continues, and what is kept of it")
@Timeout(60)
class RecallTest {
    private static final Duration TTL = Duration.ofSeconds(900);
    private static final ResponsesSettings SETTINGS = new ResponsesSettings(TTL, 4000, 8000, 1);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private SqliteStore store;
    private Conversations conversations;
    private Recalled calls;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder, Map.of());
        use(new Conversations(store::turns, SETTINGS, () -> now));
    }

    @AfterEach
    void close() {
        conversations.close();
        store.close();
    }

    @Test
    void putsConversationBeforeTurn_andInstructionsBeforeThat() {
        ChatResponse first = calls.turn("one").store(true).instructions("old").answered("1");
        ChatResponse second = calls.turn("two").continuing(first).store(true).answered("2");
        calls.turn("three").continuing(second).instructions("be brief").answered("3");
        assertThat(said(calls.asked.getLast()))
                .containsExactly("SYSTEM be brief", "USER one", "ASSISTANT 1", "USER two", "ASSISTANT 2", "USER three");
        assertThat(calls.asked.getLast().hasContinuation()).isFalse();
    }

    @Test
    void leavesProvider_whatOnlyItUnderstands() {
        calls.turn("one").conversation("conv_1").answered("1");
        assertThat(calls.asked.getLast().getContinuation())
                .isEqualTo(Continuation.newBuilder().setConversationId("conv_1").build());
    }

    @Test
    void leavesOtherCallsAlone() {
        calls.script.then(Recalled.whole("1"));
        ChatCall call = Scripted.call();
        assertThat(fold(calls.open(call)).getId()).isEqualTo("id-1");
        assertThat(calls.asked).containsExactly(call.request());
    }

    @Test
    void givesAnswerAnIdOfItsOwn() {
        assertThat(calls.turn("one").answered("1").getId()).matches("resp_[0-9a-f]{48}");
    }

    @Test
    void keepsAnswerAsItWasTold() {
        Recalled.Turn turn = calls.turn("one").store(true).instructions("be brief");
        ChatResponse answer = turn.answered("1");
        var kept = answers().get(ANN, answer.getId());
        assertThat(kept.getResponse()).isEqualTo(answer);
        assertThat(kept.getRequest()).isEqualTo(turn.request());
        assertThat(kept.getExpireTime().getSeconds() - kept.getCreateTime().getSeconds())
                .isEqualTo(TTL.toSeconds());
        assertThat(answers().input(ANN, answer.getId()))
                .singleElement()
                .satisfies(message -> assertThat(message.getId()).startsWith("msg_"));
    }

    @Test
    void keepsByDialect_whenCallerDoesNotSay() {
        assertThat(isKept(calls.turn("one").speaking("responses").answered("1")))
                .isTrue();
        assertThat(isKept(calls.turn("one").answered("1"))).isFalse();
        assertThat(isKept(calls.turn("one").speaking("responses").store(false).answered("1")))
                .isFalse();
    }

    @Test
    void isNotFound_byAnotherCaller() {
        ChatResponse answer = calls.turn("one").store(true).answered("1");
        assertRefused(calls.turn("two").continuing(answer).by(BOB), "previous_response_not_found");
        assertMissing(() -> answers().get(BOB, answer.getId()));
        assertMissing(() -> answers().delete(BOB, answer.getId()));
        assertThat(isKept(answer)).isTrue();
    }

    @Test
    void isNotFound_whenItHasExpired() {
        ChatResponse answer = calls.turn("one").store(true).answered("1");
        now = now.plus(TTL);
        assertRefused(calls.turn("two").continuing(answer), "previous_response_not_found");
        assertMissing(() -> answers().get(ANN, answer.getId()));
    }

    @Test
    void isNotFound_whenItWasDeleted_butStillContinued() {
        ChatResponse first = calls.turn("one").store(true).answered("1");
        ChatResponse second = calls.turn("two").continuing(first).store(true).answered("2");
        answers().delete(ANN, first.getId());
        assertMissing(() -> answers().get(ANN, first.getId()));
        assertRefused(calls.turn("branch").continuing(first), "previous_response_not_found");
        calls.turn("three").continuing(second).answered("3");
        assertThat(said(calls.asked.getLast())).startsWith("USER one", "ASSISTANT 1", "USER two");
    }

    @Test
    void lastsWholeCall_evenIfThatIsLongerThanItWouldBeKept() {
        ChatResponse first = calls.turn("one").store(true).answered("1");
        ChatStream slow = calls.turn("two")
                .continuing(first)
                .store(true)
                .until(now.plus(TTL.multipliedBy(2)))
                .opened("2");
        now = now.plus(TTL.plusSeconds(1));
        calls.turn("three").continuing(fold(slow)).answered("3");
        assertThat(said(calls.asked.getLast())).startsWith("USER one", "ASSISTANT 1", "USER two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp_", "resp_0123", "id", "resp_' OR 1=1 --", "\u0001\ud83d\ude00"})
    void looksForNothing_thatIsNoId(String id) {
        store.close();
        String bad = id + "x".repeat(100_000);
        assertMissing(() -> answers().get(ANN, bad));
        assertMissing(() -> answers().delete(ANN, bad));
        assertMissing(() -> answers().cancel(ANN, bad));
        assertRefused(calls.turn("two").continuing(bad), "previous_response_not_found");
    }

    @Test
    void keepsNothing_whenAnswerFails() {
        calls.script.then(Scripted.failure(Blame.REQUEST, ErrorCode.ERROR_CODE_INVALID_REQUEST, "no"));
        ChatStream stream = calls.turn("one").store(true).open();
        assertThatThrownBy(() -> fold(stream)).hasMessageContaining("scripted no");
        assertThat(store.turns().sweep(now.plus(TTL), 9)).isZero();
    }

    @Test
    @DisplayName("COM-02: an answer is cancelled by its caller alone; its reader is told, and nothing is kept")
    void isCancelled_whileItStreams() throws Exception {
        Object[] steps = Arrays.copyOf(Recalled.whole("1"), 4);
        steps[3] = Scripted.SILENCE;
        calls.script.then(steps);
        ChatStream stream = calls.turn("one").store(true).open();
        String id = stream.next().getStarted().getId();
        assertMissing(() -> answers().cancel(BOB, id));
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> drain(stream));
        calls.script.silent.await();
        assertThat(answers().cancel(ANN, id).hasResponse()).isFalse();
        assertThatThrownBy(read::join).hasRootCauseMessage("The call was cancelled.");
        assertMissing(() -> answers().get(ANN, id));
        assertMissing(() -> answers().cancel(ANN, id));
    }

    @Test
    void isNotCancelled_whenItIsWhole() {
        ChatResponse answer = calls.turn("one").store(true).answered("1");
        assertThatThrownBy(() -> answers().cancel(ANN, answer.getId()))
                .asInstanceOf(type(ChatException.class))
                .extracting(e -> e.error().getReason())
                .isEqualTo("response_not_cancellable");
        assertThat(isKept(answer)).isTrue();
    }

    @Test
    void answersWithoutKeeping_whenStoreCannotBeOpened() {
        use(new Conversations(
                () -> {
                    throw new StoreException("The folder /secret/place is held.", null);
                },
                SETTINGS,
                () -> now));
        ChatResponse answer = calls.turn("one").speaking("responses").answered("1");
        assertThat(answer.getExtensionsList()).containsExactly(ResponsesDialect.NOT_KEPT);
        calls.turn("one").store(false).answered("1");
        assertRefused(calls.turn("one").store(true), "responses_unavailable");
        assertRefused(calls.turn("one").continuing(answer), "responses_unavailable")
                .hasMessageContaining("data.dir")
                .hasMessageNotContaining("/secret/place");
    }

    @Test
    void keepsNothing_whenTtlIsZero() {
        use(new Conversations(store::turns, new ResponsesSettings(Duration.ZERO, 4000, 8000, 1), () -> now));
        assertThat(calls.turn("one").speaking("responses").answered("1").getExtensionsCount())
                .isOne();
        assertRefused(calls.turn("one").store(true), "responses_unavailable").hasMessageContaining("responses.ttl");
    }

    @Test
    void keepsNoTurn_thatIsTooLarge() {
        String large = "x".repeat(SETTINGS.maxTurnSize());
        assertThat(isKept(calls.turn(large).speaking("responses").answered("1")))
                .isFalse();
        assertThat(isKept(calls.turn("one").store(true).answered(large))).isFalse();
        assertRefused(calls.turn(large).store(true), "conversation_too_large")
                .hasMessageContaining("responses.max-turn-size");
    }

    @Test
    void continuesNoConversation_thatIsTooLong() {
        String half = "x".repeat(SETTINGS.maxConversationSize() / 2 - 500);
        ChatResponse first = calls.turn(half).store(true).answered("1");
        ChatResponse second = calls.turn(half).continuing(first).store(true).answered("2");
        ChatResponse third = calls.turn(half).continuing(second).store(true).answered("3");
        assertRefused(calls.turn("last").continuing(third), "conversation_too_large")
                .hasMessageContaining("responses.max-conversation-size");
    }

    @Test
    @DisplayName("RS-01: an item reference is its item: of the conversation, or of any answer of the caller's")
    void putsItemsInPlaceOfReferences() {
        ChatResponse first = calls.turn("one").store(true).answered("1");
        ChatResponse second = calls.turn("two").refer(item(first)).store(true).answered("2");
        assertThat(said(calls.asked.getLast())).containsExactly("USER two", "ASSISTANT 1");
        assertThat(said(answers().get(ANN, second.getId()).getRequest())).containsExactly("USER two", "ASSISTANT 1");
        calls.turn("three").continuing(second).refer(item(second)).answered("3");
        assertThat(said(calls.asked.getLast())).containsExactly("USER two", "ASSISTANT 1", "USER three", "ASSISTANT 2");
        assertRefused(calls.turn("two").refer(item(first)).by(BOB), "item_not_found");
        assertRefused(calls.turn("two").refer("msg_nobody"), "item_not_found");
    }

    @Test
    @DisplayName("RS-04: results stand after their calls, whichever turn made those, and a call must be there")
    void putsToolResultsAfterTheirCalls() {
        ChatResponse first = calls.turn("one").store(true).called("call_1");
        calls.turn("and quickly").returning("call_1").continuing(first).answered("2");
        assertThat(calls.asked.getLast().getMessagesList())
                .extracting(ChatMessage::getRole)
                .containsExactly(Role.ROLE_USER, Role.ROLE_ASSISTANT, Role.ROLE_TOOL, Role.ROLE_USER);
        assertThatThrownBy(calls.turn("two")
                        .returning("call_1")
                        .returning("call_2")
                        .continuing(first)::open)
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST))
                .satisfies(e -> assertThat(e).hasMessageContaining("call_2"));
        calls.turn("two").returning("call_3").conversation("conv_1").answered("3");
    }

    private void use(Conversations others) {
        conversations = others;
        calls = new Recalled(others);
    }

    private KeptAnswers answers() {
        return conversations.answers();
    }

    private boolean isKept(ChatResponse answer) {
        return store.turns().find(answer.getId(), ANN.identity(), now).isPresent();
    }

    /** The id of its message on OpenAI's wire. */
    private static String item(ChatResponse answer) {
        return answer.getId().replace("resp_", "msg_") + "_0";
    }

    private static void drain(ChatStream stream) {
        while (stream.next() != null) {
            // What comes is of no interest.
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Recalled.Turn turn, String reason) {
        return assertThatThrownBy(turn::open)
                .satisfies(
                        refusal -> assertThat(((ChatException) refusal).error().getReason())
                                .isEqualTo(reason));
    }

    private static void assertMissing(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ChatException.class))
                .extracting(ChatException::code)
                .isEqualTo(ErrorCode.ERROR_CODE_NOT_FOUND);
    }
}
