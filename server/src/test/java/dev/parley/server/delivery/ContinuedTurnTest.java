package dev.parley.server.delivery;

import static dev.parley.server.delivery.Events.completed;
import static dev.parley.server.delivery.Events.delta;
import static dev.parley.server.delivery.Events.done;
import static dev.parley.server.delivery.Events.finished;
import static dev.parley.server.delivery.Events.started;
import static dev.parley.server.delivery.Events.text;
import static dev.parley.server.delivery.Events.thought;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.config.AntiTruncation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-44: answers that end too early are continued")
class ContinuedTurnTest {
    private static final AntiTruncation SETTINGS = new AntiTruncation(3, "[[end]]");
    private static final FinishReason STOP = FinishReason.FINISH_REASON_STOP;
    private static final FinishReason CUT = FinishReason.FINISH_REASON_MAX_TOKENS;

    private final List<ChatRequest> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // answers, a cut one ends with ~ ; what is asked ; what is said
                "one[[end]]; 1; one",
                "one~, two~, three[[end]]; 3; onetwothree",
                "one, two[[end]]; 2; onetwo",
                "a~, b~, c~, d~; 4; abcd",
                "a[[e~, [[end]]; 2; a",
                "a~, ''; 2; a",
                "'~'; 1; ''",
            })
    void continues(String answers, int requests, String said) {
        ChatResponse whole = run(SETTINGS, answers.split(", "));
        assertThat(asked).hasSize(requests);
        assertThat(whole.getCandidates(0).getMessage().getPartsList())
                .extracting(part -> part.getText().getText())
                .containsExactly(said.replace("'", ""));
        assertThat(whole.getUsage().getInputTokens()).isEqualTo(10L * requests);
        assertThat(whole.getUsage().getOutputTokens()).isEqualTo(5L * requests);
        assertThat(whole.getServed().getAttempts()).isEqualTo(requests);
    }

    @Test
    void continuesOnlyWhatMetItsLimit_withoutMarker() {
        AntiTruncation unmarked = new AntiTruncation(3, "");
        run(unmarked, "one~", "two");
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst().getMessagesList()).isEqualTo(request().getMessagesList());
    }

    @Test
    @DisplayName("The last finish is told: an answer that is still cut off says so")
    void tellsLastFinish() {
        ChatResponse whole = run(new AntiTruncation(1, "[[end]]"), "one~", "two~");
        assertThat(whole.getCandidates(0).getFinish().getReason()).isEqualTo(CUT);
    }

    @Test
    void asksForMarkerBehindTheInstructions_andTellsTheTextSoFar() {
        run(SETTINGS, "one~", "two[[end]]");
        ChatRequest first = asked.getFirst();
        assertThat(first.getMessagesList())
                .extracting(ChatMessage::getRole)
                .containsExactly(Role.ROLE_SYSTEM, Role.ROLE_SYSTEM, Role.ROLE_USER);
        assertThat(said(first.getMessages(1))).contains("[[end]]");
        ChatRequest second = asked.getLast();
        assertThat(second.getMessagesCount()).isEqualTo(5);
        assertThat(second.getMessages(3).getRole()).isEqualTo(Role.ROLE_ASSISTANT);
        assertThat(said(second.getMessages(3))).isEqualTo("one");
        assertThat(second.getMessages(4).getRole()).isEqualTo(Role.ROLE_USER);
    }

    @Test
    void numbersPartsAnew_whenContinuationThinksFirst() {
        ContinuedTurn turn = Objects.requireNonNull(ContinuedTurn.of(request(), SETTINGS));
        List.of(started(), text(0), delta("one"), done(), finished(CUT), completed(1, 1))
                .forEach(turn::take);
        assertThat(turn.next()).isNotNull();
        List.of(
                        started(),
                        thought(0),
                        delta("hm"),
                        done(),
                        text(1),
                        delta("two[[end]]"),
                        done(),
                        finished(STOP),
                        completed(1, 1))
                .forEach(turn::take);
        assertThat(turn.next()).isNull();
        assertThat(folded(drained(turn)).getCandidates(0).getMessage().getPartsList())
                .extracting(part -> part.getThought().getText() + part.getText().getText())
                .containsExactly("one", "hm", "two");
    }

    @Test
    void leavesAnswerAsItStands_whenContinuationFails() {
        ContinuedTurn turn = Objects.requireNonNull(ContinuedTurn.of(request(), SETTINGS));
        List.of(started(), text(0), delta("one ["), done(), finished(CUT), completed(1, 1))
                .forEach(turn::take);
        assertThat(turn.awaitsMore()).isFalse();
        assertThat(turn.next()).isNotNull();
        assertThat(turn.awaitsMore()).isTrue();
        turn.end();
        ChatResponse whole = folded(drained(turn));
        assertThat(whole.getCandidates(0).getMessage().getParts(0).getText().getText())
                .isEqualTo("one [");
        assertThat(whole.getCandidates(0).getFinish().getReason()).isEqualTo(CUT);
    }

    @Test
    @DisplayName("Not with tools, JSON or several candidates")
    void isNotFor() {
        ChatRequest.Builder request = request().toBuilder();
        assertThat(turn(request.clone().addTools(Tool.getDefaultInstance()))).isNull();
        assertThat(turn(request.clone().setSampling(Sampling.newBuilder().setCandidates(2))))
                .isNull();
        for (OutputFormat.Kind kind : List.of(OutputFormat.Kind.KIND_JSON, OutputFormat.Kind.KIND_JSON_SCHEMA)) {
            assertThat(turn(request.clone()
                            .setOutputFormat(OutputFormat.newBuilder().setKind(kind))))
                    .isNull();
        }
        assertThat(turn(request)).isNotNull();
    }

    private ChatResponse run(AntiTruncation settings, String... answers) {
        ContinuedTurn turn = Objects.requireNonNull(ContinuedTurn.of(request(), settings));
        ChatRequest next = turn.first();
        for (int i = 0; next != null; i++) {
            asked.add(next);
            answer(turn, answers[i].replace("'", ""));
            next = turn.next();
        }
        return folded(drained(turn));
    }

    /** In pieces of one character. */
    private static void answer(ContinuedTurn turn, String answer) {
        boolean cut = answer.endsWith("~");
        turn.take(started());
        turn.take(text(0));
        answer.replace("~", "").codePoints().forEach(point -> turn.take(delta(Character.toString(point))));
        turn.take(done());
        turn.take(finished(cut ? CUT : STOP));
        turn.take(completed(10, 5));
    }

    private static @Nullable ContinuedTurn turn(ChatRequest.Builder request) {
        return ContinuedTurn.of(request.build(), SETTINGS);
    }

    private static List<ChatEvent> drained(ContinuedTurn turn) {
        List<ChatEvent> events = new ArrayList<>();
        for (ChatEvent event = turn.poll(); event != null; event = turn.poll()) {
            events.add(event);
        }
        EventGrammar grammar = new EventGrammar();
        events.forEach(grammar::check);
        return events;
    }

    private static ChatResponse folded(List<ChatEvent> events) {
        ChatAccumulator fold = new ChatAccumulator();
        events.forEach(fold::add);
        return fold.response();
    }

    private static ChatRequest request() {
        return ChatRequest.newBuilder()
                .setModel("m")
                .addMessages(message(Role.ROLE_SYSTEM, "be kind"))
                .addMessages(message(Role.ROLE_USER, "hi"))
                .build();
    }

    private static ChatMessage message(Role role, String text) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }

    private static String said(ChatMessage message) {
        return message.getParts(0).getText().getText();
    }
}
