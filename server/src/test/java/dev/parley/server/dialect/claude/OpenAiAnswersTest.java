package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.Streams;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/openai/answers} as a caller of Claude's dialect gets them: {@code claude.json} and
 * {@code claude.sse}.
 */
@DisplayName("E-TOOL-5 to -10, E-FIN-1, E-FIN-5, E-USE-1, E-RSN-1, E-STR-1, E-OTH-1: OpenAI's answers on Claude's wire")
class OpenAiAnswersTest {
    private static Stream<Fixtures.Case> readable() {
        return Fixtures.cases("openai/answers").stream().filter(test -> !test.has("error.txtpb"));
    }

    private static List<ChatEvent> read(Fixtures.Case test) {
        return test.has("stream.sse")
                ? Streams.read(ClaudeAnswerCase.openAi(), test.text("stream.sse"))
                : ClaudeAnswerCase.openAi()
                        .readResponse(test.text("response.json").getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesTheWholeAnswer(Fixtures.Case test) {
        assertThat(ClaudeAnswerCase.whole(read(test)) + '\n').isEqualTo(test.text("claude.json"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesTheStream_byItsRules(Fixtures.Case test) {
        String written = ClaudeAnswerCase.stream(read(test));
        assertThat(written).isEqualTo(test.text("claude.sse"));
        ClaudeStreamRules.check(written);
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("What a Claude client reads says the same in both forms")
    void readsTheSame_wholeAndStreamed(Fixtures.Case test) {
        ChatResponse streamed = Streams.fold(ClaudeAnswerCase.readStream(test.text("claude.sse")));
        ChatResponse whole = Streams.fold(ClaudeAnswerCase.readWhole(test.text("claude.json")));
        assertThat(withInputs(streamed)).isEqualTo(withInputs(whole));
    }

    /** The answer with the inputs of its calls as a whole answer has them, which must be objects (E-TOOL-2). */
    private static Candidate withInputs(ChatResponse response) {
        Candidate.Builder candidate = response.getCandidates(0).toBuilder();
        candidate.getMessageBuilder().getPartsBuilderList().stream()
                .filter(Part.Builder::hasToolCall)
                .map(Part.Builder::getToolCallBuilder)
                .forEach(call -> call.setArgumentsJson(ClaudeInput.object(call.getArgumentsJson())));
        return candidate.build();
    }
}
