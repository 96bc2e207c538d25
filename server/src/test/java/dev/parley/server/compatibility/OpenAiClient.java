package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.errorprone.annotations.MustBeClosed;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import java.util.List;
import java.util.Map;

/** OpenAI's own Java client. */
final class OpenAiClient implements Client {
    private static final Map<String, Answer.Stop> STOPS =
            Map.of("stop", Answer.Stop.END, "length", Answer.Stop.LENGTH, "tool_calls", Answer.Stop.TOOLS);

    private final OpenAIClient client;

    OpenAiClient(Gateway gateway) {
        client = of(gateway);
    }

    static OpenAIClient of(Gateway gateway) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Bench.KEY)
                .maxRetries(0)
                .build();
    }

    @Override
    public Seen whole(String request) {
        try (HttpResponseFor<ChatCompletion> reply = client.withRawResponse()
                .chat()
                .completions()
                .create(params(request).build())) {
            ChatCompletion answer = reply.parse();
            Pieces pieces = new Pieces();
            thoughts(answer.choices().getFirst().message(), pieces);
            return seen(pieces, answer, reply.headers());
        } catch (OpenAIServiceException e) {
            throw new Failed(e.statusCode(), "", e);
        }
    }

    @Override
    public Seen stream(String request) {
        Pieces pieces = new Pieces();
        StringBuilder text = new StringBuilder();
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> reply = open(request);
                StreamResponse<ChatCompletionChunk> chunks = reply.parse()) {
            ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
            chunks.stream().forEach(chunk -> {
                chunk.choices().forEach(choice -> {
                    thoughts(choice.delta(), pieces);
                    choice.delta().content().ifPresent(text::append);
                });
                whole.accumulate(chunk);
            });
            return seen(pieces, whole.chatCompletion(), reply.headers());
        } catch (OpenAIServiceException e) {
            throw new Failed(e.statusCode(), text.toString(), e);
        } catch (OpenAIException e) {
            throw new Failed(0, text.toString(), e);
        }
    }

    @Override
    public void leave(String request) {
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> reply = open(request);
                StreamResponse<ChatCompletionChunk> chunks = reply.parse()) {
            boolean begun = chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .anyMatch(choice -> !choice.delta().content().orElse("").isEmpty());
            assertThat(begun).isTrue();
        }
    }

    @Override
    public long count(String request) {
        throw new UnsupportedOperationException("not in this API");
    }

    @Override
    public List<String> models() {
        return client.models().list().data().stream().map(model -> model.id()).toList();
    }

    @Override
    public void close() {
        client.close();
    }

    @MustBeClosed
    private HttpResponseFor<StreamResponse<ChatCompletionChunk>> open(String request) {
        ChatCompletionStreamOptions withUsage =
                ChatCompletionStreamOptions.builder().includeUsage(true).build();
        return client.withRawResponse()
                .chat()
                .completions()
                .createStreaming(params(request).streamOptions(withUsage).build());
    }

    private static ChatCompletionCreateParams.Builder params(String request) {
        try {
            return ChatCompletionCreateParams.builder()
                    .body(ObjectMappers.jsonMapper().readValue(request, ChatCompletionCreateParams.Body.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(request, e);
        }
    }

    @SuppressWarnings("deprecation") // The only way to a field that OpenAI itself does not have.
    private static void thoughts(ChatCompletionMessage message, Pieces pieces) {
        thoughts(message._additionalProperties(), pieces);
    }

    @SuppressWarnings("deprecation") // As above.
    private static void thoughts(ChatCompletionChunk.Choice.Delta delta, Pieces pieces) {
        thoughts(delta._additionalProperties(), pieces);
    }

    private static void thoughts(Map<String, com.openai.core.JsonValue> fields, Pieces pieces) {
        if (fields.containsKey("reasoning_content")) {
            pieces.thinking.append(fields.get("reasoning_content").asStringOrThrow());
        }
    }

    private static Seen seen(Pieces pieces, ChatCompletion answer, Headers headers) {
        ChatCompletion.Choice choice = answer.choices().getFirst();
        pieces.text.append(choice.message().content().orElse(""));
        choice.message().toolCalls().orElse(List.of()).stream()
                .map(call -> call.asFunction())
                .forEach(call -> pieces.calls.add(new Answer.Call(
                        call.id(), call.function().name(), call.function().arguments())));
        pieces.stop = STOPS.get(choice.finishReason().asString());
        CompletionUsage usage = answer.usage().orElseThrow();
        pieces.input = usage.promptTokens();
        pieces.output = usage.completionTokens();
        pieces.cached = usage.promptTokensDetails()
                .flatMap(details -> details.cachedTokens())
                .orElse(0L);
        return pieces.seen(String.join(",", headers.values("x-gateway-dropped-fields")));
    }
}
