package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.server.config.ToolEmulationSettings.Mode;
import dev.parley.server.error.ChatException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The events of an emulated turn")
class EmulatedTurnTest {
    private static final String CALL = "{\"name\":\"search\",\"input\":{\"n\":1}}";

    @Test
    @DisplayName("TOOL-08, TOOL-10: text, then calls as parts of their own")
    void makesCalls() {
        Turns turn =
                Turns.of(Turns.request()).answer("One mo", "ment.\n{\"tool_calls\":[" + CALL + ",", CALL + "]}", "\n");
        assertThat(turn.text()).isEqualTo("One moment.\n|id-1 search{\"n\":1}|id-2 search{\"n\":1}");
        assertThat(turn.reason()).isEqualTo(FinishReason.FINISH_REASON_TOOL_CALLS);
        assertThat(turn.events.stream()
                        .filter(ChatEvent::hasPartStarted)
                        .map(e -> e.getPartStarted().getIndex()))
                .containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("TOOL-07: a delta of text passes as it is, with that delta")
    void passesText() {
        Turns turn = Turns.of(Turns.request());
        turn.part(TextParts.of(""), "Hel", "lo ", "you");
        assertThat(turn.events.stream()
                        .filter(ChatEvent::hasPartDelta)
                        .map(e -> e.getPartDelta().getText()))
                .containsExactly("Hel", "lo ", "you");
        assertThat(turn.finish(FinishReason.FINISH_REASON_MAX_TOKENS).reason())
                .isEqualTo(FinishReason.FINISH_REASON_MAX_TOKENS);
    }

    @ParameterizedTest
    @CsvSource({
        "Plain., FINISH_REASON_TOOL_CALLS, FINISH_REASON_STOP",
        "'{\"name\":\"search\"}', " + "FINISH_REASON_MAX_TOKENS, FINISH_REASON_TOOL_CALLS"
    })
    @DisplayName("TOOL-08: the finish reason tells of calls if and only if there was one")
    void tellsReason(String text, FinishReason given, FinishReason told) {
        assertThat(Turns.of(Turns.request())
                        .part(TextParts.of(""), text)
                        .finish(given)
                        .reason())
                .isEqualTo(told);
    }

    @Test
    @DisplayName("TOOL-10: one call where only one is allowed")
    void makesFirstCall_whenNotParallel() {
        ChatRequest request = Turns.request().toBuilder()
                .setToolChoice(ToolChoice.newBuilder().setParallel(false))
                .build();
        assertThat(Turns.of(request)
                        .answer("[" + CALL + "," + CALL + "]\n" + CALL)
                        .text())
                .isEqualTo("id-1 search{\"n\":1}");
    }

    @Test
    @DisplayName("TOOL-12: calls in thoughts are thoughts, and thoughts between texts keep their place")
    void leavesThoughts() {
        Turns turn = Turns.of(Turns.request())
                .thought(CALL)
                .part(TextParts.of(""), "Hm {\n[")
                .thought("more")
                .answer(CALL);
        assertThat(turn.text()).isEqualTo("(" + CALL + ")|Hm {\n[|(more)|id-1 search{\"n\":1}");
    }

    @Test
    @DisplayName("TOOL-07: in mode buffer an answer is either calls or text")
    void buffers() {
        var settings = Turns.settings(Mode.BUFFER, 1000, false);
        assertThat(Turns.of(Turns.request(), settings)
                        .answer("Let me see.\n", CALL, "\nDone.")
                        .text())
                .isEqualTo("id-1 search{\"n\":1}");
        Turns text = Turns.of(Turns.request(), settings).part(TextParts.of(""), "One ", "two");
        assertThat(text.events).hasSize(1);
        assertThat(text.finish(FinishReason.FINISH_REASON_STOP).text()).isEqualTo("One two");
        Turns tooLong = Turns.of(Turns.request(), settings).part(TextParts.of(""), "x".repeat(1001), "y");
        assertThat(tooLong.events).hasSize(4);
        assertThat(tooLong.finish(FinishReason.FINISH_REASON_STOP).text()).endsWith("xy");
    }

    @Test
    @DisplayName("TOOL-13: arguments are fitted where the setting says so")
    void coerces() {
        String call = "{\"name\":\"search\",\"input\":{\"n\":\"1\"}}";
        assertThat(Turns.of(Turns.request()).answer(call).text()).isEqualTo("id-1 search{\"n\":\"1\"}");
        assertThat(Turns.of(Turns.request(), Turns.settings(Mode.SIEVE, 1000, true))
                        .answer(call)
                        .text())
                .isEqualTo(CALL.replaceAll(".*input\":(.*)}", "id-1 search$1"));
    }

    @Test
    @DisplayName("TOOL-11: where a call is required nothing goes out before it, and an answer without it fails")
    void requiresCall() {
        ChatRequest request = required("search");
        Turns turn = Turns.of(request).part(TextParts.of(""), "Well.\n");
        assertThat(turn.events).isEmpty();
        assertThat(turn.answer(CALL).text()).isEqualTo("Well.\n|id-1 search{\"n\":1}");
        for (String answer : new String[] {"No.", "{\"name\":\"get_weather\"}"}) {
            Turns without = Turns.of(request);
            assertThatThrownBy(() -> without.answer(answer)).isInstanceOfSatisfying(ChatException.class, e -> {
                assertThat(e.error().getReason()).isEqualTo("tool_choice_violation");
                assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNSUPPORTED);
                assertThat(e.getMessage()).contains("a call of search");
            });
            assertThat(without.events).isEmpty();
        }
    }

    @Test
    @DisplayName("TOOL-11: no more is held for a required call than may be")
    void releasesLongText_whenCallRequired() {
        Turns turn = Turns.of(required(), Turns.settings(Mode.SIEVE, 1000, false));
        assertThat(turn.part(TextParts.of(""), "x".repeat(1001)).events).hasSize(3);
        assertThatThrownBy(() -> turn.finish(FinishReason.FINISH_REASON_STOP)).isInstanceOf(ChatException.class);
    }

    @Test
    @DisplayName("E-TOOL-1: strict schemas are reported, and refused where nothing may be left out")
    void reportsStrict() {
        ChatRequest.Builder request = Turns.request().toBuilder();
        request.getToolsBuilder(1).getFunctionBuilder().setStrict(true);
        assertThat(Turns.of(request.build())
                        .events
                        .getFirst()
                        .getStarted()
                        .getServed()
                        .getDroppedList())
                .containsExactly("tools[1].function.strict");
        ChatRequest nothingLeftOut = request.setStrict(true).build();
        assertThatThrownBy(() -> Turns.of(nothingLeftOut))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.error().getParam()).isEqualTo("tools[1].function.strict"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools { function { name: 'search' } cache {} }                         | tools[2].cache",
                "tools { function { name: 'search' } extensions { dialect: 'x' json: '{\"type\":1}' } } | tools[2].extensions.type",
                "messages { parts { text {} } parts { tool_call {} cache {} } }         | messages[1].parts[1].cache",
                "messages { parts { tool_call {} signature {} } }                       | messages[1].parts[0].signature",
                "messages { parts { tool_result {} extensions { dialect: 'x' json: '{\"a\":1}' } } } | messages[1].parts[0].extensions.a",
                "messages { role: ROLE_TOOL name: 'ann' }                               | messages[1].name",
                "output_format { kind: KIND_JSON }                                      | tools",
            })
    @DisplayName("COM-06: what is lost when tools, calls and results are told as a text is reported")
    void reportsLosses(String more, String path) throws TextFormat.ParseException {
        ChatRequest.Builder request = Turns.request().toBuilder();
        TextFormat.merge(more, request);
        assertThat(Turns.of(request.build())
                        .events
                        .getFirst()
                        .getStarted()
                        .getServed()
                        .getDroppedList())
                .containsExactly(path);
        assertThatThrownBy(() -> Turns.of(request.setStrict(true).build()))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.error().getParam()).isEqualTo(path));
    }

    @Test
    @DisplayName("TOOL-05: rejected calls are counted")
    void countsRejected() {
        ToolEmulation emulation = new ToolEmulation(Turns.SETTINGS, dialect -> "id");
        EmulatedTurn turn = java.util.Objects.requireNonNull(emulation.turn(Turns.request(), "m", ""));
        ChatEvent.Builder event = ChatEvent.newBuilder();
        event.getPartStartedBuilder().setPart(TextParts.of(""));
        turn.take(event.build());
        event.getPartDeltaBuilder().setText("[{\"name\":\"a\"},{\"name\":\"b\"}]");
        turn.take(event.build());
        assertThat(emulation.rejected()).isEqualTo(2);
    }

    private static ChatRequest required(String... names) {
        return Turns.request().toBuilder()
                .setToolChoice(ToolChoice.newBuilder()
                        .setMode(ToolChoice.Mode.MODE_REQUIRED)
                        .addAllNames(java.util.List.of(names)))
                .build();
    }
}
