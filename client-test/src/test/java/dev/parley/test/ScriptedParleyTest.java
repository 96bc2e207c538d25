package dev.parley.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Usage;
import dev.parley.client.ChatErrors;
import dev.parley.client.ChatTexts;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Embedding;
import dev.parley.embedding.v1.Input;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A Parley in the process of a test")
@Timeout(60)
class ScriptedParleyTest {
    private final ScriptedParley parley = ScriptedParley.start();

    @AfterEach
    void stop() {
        parley.close();
    }

    static Stream<Function<ScriptedParley, ParleyClient>> transports() {
        return Stream.of(ScriptedParley::client, ScriptedParley::restClient);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void playsTurnsInOrder_whateverTheModel(Function<ScriptedParley, ParleyClient> transport) {
        ParleyClient client = transport.apply(parley);
        parley.turn().says("First.");
        parley.turn().says("Second.");
        parley.turn().says("Third.");

        assertThat(text(client.chat().chat(request("gpt-5", "one")))).isEqualTo("First.");
        assertThat(text(client.chat().chat(request("acme/large", "two")))).isEqualTo("Second.");
        try (EventStream third = client.stream(request("", "three"))) {
            assertThat(third.text()).isEqualTo("Third.");
        }

        assertThat(parley.requests()).extracting(ChatRequest::getModel).startsWith("gpt-5", "acme/large");
        assertThat(parley.lastRequest().getMessagesList()).containsExactly(ChatTexts.user("three"));
        parley.verify();
    }

    @Test
    void tellsThoughtsToolCallsAndMedia_inTheirOrder() {
        parley.turn()
                .thinks("A city.")
                .says("I ")
                .waits(Duration.ofMillis(1))
                .says("look.")
                .callsTool("weather", "{\"city\": \"Paris\"}")
                .callsTool("time", "{}")
                .shows("image/png", new byte[] {1, 2});
        Candidate answer = ask("How is it?").getCandidates(0);

        assertThat(answer.getMessage().getPartsList())
                .extracting(Part::getKindCase)
                .containsExactly(
                        Part.KindCase.THOUGHT,
                        Part.KindCase.TEXT,
                        Part.KindCase.TOOL_CALL,
                        Part.KindCase.TOOL_CALL,
                        Part.KindCase.MEDIA);
        assertThat(answer.getMessage().getParts(1).getText().getText()).isEqualTo("I look.");
        assertThat(answer.getMessage().getParts(2).getToolCall().getArgumentsJson())
                .isEqualTo("{\"city\": \"Paris\"}");
        assertThat(answer.getMessage().getParts(2).getToolCall().getCallId())
                .isNotEqualTo(answer.getMessage().getParts(3).getToolCall().getCallId());
        assertThat(answer.getFinish().getReason()).isEqualTo(FinishReason.FINISH_REASON_TOOL_CALLS);
    }

    @Test
    void countsWords_unlessUsageIsScripted() {
        parley.turn().says("Two words");
        parley.turn().says("Two words").usage(40, 7);
        parley.turn()
                .says("x")
                .usage(Usage.newBuilder()
                        .setInputTokens(5)
                        .setOutputTokens(1)
                        .setCacheReadTokens(3)
                        .build());

        assertThat(ask("a b c").getUsage())
                .returns(3L, Usage::getInputTokens)
                .returns(2L, Usage::getOutputTokens)
                .returns(false, Usage::getEstimated);
        assertThat(ask("a").getUsage()).returns(40L, Usage::getInputTokens).returns(7L, Usage::getOutputTokens);
        assertThat(ask("a").getUsage().getCacheReadTokens()).isEqualTo(3);
    }

    @Test
    void finishesAsScripted() {
        parley.turn().refuses("I cannot.");
        parley.turn().says("Half of").finishes(FinishReason.FINISH_REASON_CONTENT_FILTER);
        parley.turn();

        Candidate refusal = ask("a").getCandidates(0);
        assertThat(refusal.getMessage().getParts(0).getRefusal().getText()).isEqualTo("I cannot.");
        assertThat(ask("a").getCandidates(0).getFinish().getReason())
                .isEqualTo(FinishReason.FINISH_REASON_CONTENT_FILTER);
        assertThat(ask("a").getCandidates(0))
                .returns(FinishReason.FINISH_REASON_STOP, c -> c.getFinish().getReason())
                .returns(0, c -> c.getMessage().getPartsCount());
    }

    @Test
    void waits_beforeTheFirstEventAndBetweenWords() {
        parley.turn()
                .waits(Duration.ofMillis(60))
                .pacedBy(Duration.ofMillis(20))
                .says("one two three");
        long begun = System.nanoTime();
        List<Long> times = new ArrayList<>();
        try (EventStream answer = parley.client().stream(request("m", "a"))) {
            answer.forEachText(word -> times.add(System.nanoTime() - begun));
        }

        assertThat(times).hasSize(3);
        assertThat(times.getFirst()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(59));
        assertThat(times.getLast()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(98));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, ERROR_CODE_INVALID_REQUEST",
        "404, NOT_FOUND, ERROR_CODE_NOT_FOUND",
        "429, RESOURCE_EXHAUSTED, ERROR_CODE_RATE_LIMITED",
        "500, INTERNAL, ERROR_CODE_INTERNAL",
        "502, UNAVAILABLE, ERROR_CODE_UPSTREAM_FAILED",
        "503, UNAVAILABLE, ERROR_CODE_UNAVAILABLE",
        "504, DEADLINE_EXCEEDED, ERROR_CODE_TIMEOUT"
    })
    void failsWithStatus_onEveryWire(int http, Status.Code grpc, ErrorCode code) throws Exception {
        parley.turn().failsWith(http).retryAfter(Duration.ofSeconds(2)).times(2);

        StatusRuntimeException failure = failure(() -> ask("a"));
        assertThat(failure.getStatus().getCode()).isEqualTo(grpc);
        assertThat(ChatErrors.of(failure))
                .hasValueSatisfying(e -> assertThat(e.getCode()).isEqualTo(code));
        assertThat(ChatErrors.retryAfter(failure)).contains(Duration.ofSeconds(2));
        HttpResponse<String> reply =
                post("{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}");
        assertThat(reply.statusCode()).isEqualTo(http);
        assertThat(reply.headers().firstValue("Retry-After")).contains("2");
        assertThat(parley.requests()).hasSize(2);
    }

    @Test
    void failsWithCode_thatOthersShareTheStatusOf() {
        parley.turn().failsWith(ErrorCode.ERROR_CODE_CONTENT_BLOCKED);
        assertThat(ChatErrors.of(failure(() -> ask("a"))))
                .hasValueSatisfying(
                        error -> assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_BLOCKED));
    }

    @Test
    void cutsOff_afterWhatItHasSaid() {
        parley.turn().says("It is").cutsOff();
        StringBuilder heard = new StringBuilder();
        StatusRuntimeException failure = failure(() -> {
            try (EventStream answer = parley.client().stream(request("m", "a"))) {
                answer.forEachText(heard::append);
            }
        });

        assertThat(heard).hasToString("It is");
        assertThat(ChatErrors.of(failure))
                .hasValueSatisfying(error -> assertThat(error.getReason()).isEqualTo("upstream_truncated"));
    }

    @Test
    void staysSilent_untilTheDeadlineOfTheCaller() {
        parley.turn().staysSilent();
        StatusRuntimeException failure = failure(() -> parley.client()
                .chat()
                .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                .chat(request("m", "a")));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void reset_endsWhatIsUnderWay() {
        parley.turn().says("word").staysSilent();
        parley.turn().says("never asked for");
        try (EventStream answer = parley.client().stream(request("m", "a"))) {
            for (ChatEvent event : answer) {
                if (event.hasPartDelta()) {
                    break;
                }
            }
            parley.reset();
            assertThat(failure(() -> answer.text()).getStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
        }
        parley.verify();
        assertThat(parley.requests()).isEmpty();
    }

    @Test
    void closes_whileAnAnswerIsUnderWay() {
        parley.turn().says("word").staysSilent();
        try (EventStream answer = parley.client().stream(request("m", "a"))) {
            assertThat(answer.iterator().hasNext()).isTrue();
            parley.close();
            parley.close();
            assertThatThrownBy(answer::text).isInstanceOf(StatusRuntimeException.class);
        }
    }

    @Test
    void matchesTurnsByRequest() {
        parley.turn().forModel("small").says("Small.");
        parley.turn().whenUserSays("bye").says("Goodbye.");
        parley.turn().when(request -> request.getToolsCount() > 0).says("Tools.");
        parley.turn().always().says("Else.");

        assertThat(text(ask("Well, bye!"))).isEqualTo("Goodbye.");
        assertThat(text(ask("Well, bye!"))).isEqualTo("Else.");
        assertThat(text(parley.client().chat().chat(request("small", "a")))).isEqualTo("Small.");
        assertThatThrownBy(parley::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessage("No request came for turn 3 (on a condition, says \"Tools.\").");
    }

    @Test
    void tellsOfTurnsThatNobodyAskedFor() {
        parley.turn().says("One.").times(2);
        parley.turn().callsTool("weather", "{}").failsWith(503);
        ask("a");
        assertThatThrownBy(parley::verify).isInstanceOf(AssertionError.class).hasMessage("""
                No request came for turn 1 (says "One.").
                No request came for turn 2 (calls the tool weather, fails with ERROR_CODE_UNAVAILABLE).\
                """);
    }

    @Test
    void failsCallsThatAreNotScripted_andTellsOfThem() {
        parley.turn().says("One.");
        ask("a");
        StatusRuntimeException failure = failure(() -> ask("And now?"));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(ChatErrors.of(failure))
                .hasValueSatisfying(error -> assertThat(error.getReason()).isEqualTo("turn_not_scripted"));
        assertThatThrownBy(parley::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "No turn is scripted for the request to the model \"m\" whose user says \"And now?\" (expected:"
                                + " a turn() added before; the script has turn 1 (says \"One.\")).");
    }

    @Test
    void refusesScriptsThatCannotBePlayed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parley.turn().failsWith(418))
                .withMessageStartingWith("Parley never answers with the status 418 (expected: one of [400, 401,");
        assertThatIllegalStateException()
                .isThrownBy(() -> parley.turn().staysSilent().says("boo"))
                .withMessageContaining("stays silent")
                .withMessageContaining("says \"boo\"");
        assertThatThrownBy(parley::lastRequest).isInstanceOf(AssertionError.class);
    }

    @Test
    void wantsItsKey() {
        try (ParleyClient stranger = ParleyClient.grpc(parley.address())) {
            assertThat(failure(() -> stranger.chat().chat(request("m", "a")))
                            .getStatus()
                            .getCode())
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
        assertThat(parley.requests()).isEmpty();
    }

    @Test
    void keepsScriptsApart_whenSeveralRun() {
        try (ScriptedParley other = ScriptedParley.start()) {
            parley.turn().says("Here.");
            other.turn().says("There.");
            assertThat(text(other.client().chat().chat(request("m", "a")))).isEqualTo("There.");
            assertThat(text(ask("a"))).isEqualTo("Here.");
            assertThat(other.requests()).hasSize(1);
        }
    }

    @Test
    void makesVectors_thatAreEqualForEqualTexts() {
        parley.embeds("cat", 1, 0, 0);
        parley.embeds("dog", 0.5f, 0.5f, 0);
        EmbedRequest request = EmbedRequest.newBuilder()
                .setModel("any/embedding")
                .addAllInputs(Stream.of("cat", "house", "house", "tree")
                        .map(text -> Input.newBuilder().setText(text).build())
                        .toList())
                .build();
        List<Embedding> vectors = parley.client().embeddings().embed(request).getEmbeddingsList();

        assertThat(vectors.getFirst().getValuesList()).containsExactly(1f, 0f, 0f);
        assertThat(vectors.get(1)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(3));
        assertThat(vectors).allMatch(vector -> vector.getValuesCount() == 3);
        assertThat(parley.embedRequests()).containsExactly(request);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parley.embeds("cow", 1))
                .withMessage("The vector of \"cow\" has 1 numbers (expected: 3).");
        parley.verify();
    }

    @Test
    void continuesKeptAnswers_andLeavesNothingOfThemBehind() throws IOException {
        parley.turn().says("First.");
        parley.turn().says("Second.");
        ChatResponse first = parley.client()
                .chat()
                .chat(request("m", "one").toBuilder()
                        .setContinuation(Continuation.newBuilder().setStore(true))
                        .build());
        assertThat(filesOf(parley.key())).isNotEmpty();
        parley.client()
                .chat()
                .chat(request("m", "two").toBuilder()
                        .setContinuation(Continuation.newBuilder().setPreviousResponseId(first.getId()))
                        .build());
        assertThat(parley.lastRequest().getMessagesList())
                .hasSize(3)
                .startsWith(ChatTexts.user("one"))
                .endsWith(ChatTexts.user("two"));

        String key = parley.key();
        parley.close();
        assertThat(filesOf(key)).isEmpty();
    }

    private static List<Path> filesOf(String key) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().contains(key)).toList();
        }
    }

    private ChatResponse ask(String question) {
        return parley.client().chat().chat(request("m", question));
    }

    private HttpResponse<String> post(String json) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(parley.openAiBaseUrl() + "/chat/completions"))
                            .header("Authorization", "Bearer " + parley.key())
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static StatusRuntimeException failure(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }

    private static ChatRequest request(String model, String question) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatTexts.user(question))
                .build();
    }

    private static String text(ChatResponse response) {
        return ChatTexts.of(response);
    }
}
