package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.errorprone.annotations.MustBeClosed;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import java.util.List;

/** OpenAI's own Java client through the Responses API. Each event must have all that the client's types demand. */
final class ResponsesClient implements Client {
    private final OpenAIClient client;

    ResponsesClient(Gateway gateway) {
        client = OpenAiClient.of(gateway);
    }

    @Override
    public Seen whole(String request) {
        try (HttpResponseFor<Response> reply =
                client.withRawResponse().responses().create(params(request))) {
            return seen(reply.parse().validate(), reply.headers());
        } catch (OpenAIServiceException e) {
            throw new Failed(e.statusCode(), "", e);
        }
    }

    @Override
    public Seen stream(String request) {
        StringBuilder text = new StringBuilder();
        try (HttpResponseFor<StreamResponse<ResponseStreamEvent>> reply = open(request);
                StreamResponse<ResponseStreamEvent> events = reply.parse()) {
            ResponseAccumulator whole = ResponseAccumulator.create();
            events.stream().forEach(event -> {
                whole.accumulate(event.validate());
                event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
                event.failed().ifPresent(failed -> fail(failed.response(), text.toString()));
            });
            Seen seen = seen(whole.response(), reply.headers());
            assertThat(seen.answer().text()).isEqualTo(text.toString());
            return seen;
        } catch (OpenAIServiceException e) {
            throw new Failed(e.statusCode(), text.toString(), e);
        } catch (OpenAIException e) {
            throw new Failed(0, text.toString(), e);
        }
    }

    @Override
    public void leave(String request) {
        try (HttpResponseFor<StreamResponse<ResponseStreamEvent>> reply = open(request);
                StreamResponse<ResponseStreamEvent> events = reply.parse()) {
            assertThat(events.stream().anyMatch(event -> event.outputTextDelta().isPresent()))
                    .isTrue();
        }
    }

    @Override
    public long count(String request) {
        try {
            InputTokenCountParams params = InputTokenCountParams.builder()
                    .body(read(request, InputTokenCountParams.Body.class))
                    .build();
            return client.responses().inputTokens().count(params).inputTokens();
        } catch (OpenAIServiceException e) {
            throw new Failed(e.statusCode(), "", e);
        }
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
    private HttpResponseFor<StreamResponse<ResponseStreamEvent>> open(String request) {
        return client.withRawResponse().responses().createStreaming(params(request));
    }

    private static ResponseCreateParams params(String request) {
        return ResponseCreateParams.builder()
                .body(read(request, ResponseCreateParams.Body.class))
                .build();
    }

    private static <T> T read(String request, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(request, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(request, e);
        }
    }

    private static void fail(Response response, String before) {
        String message = response.error().orElseThrow().message();
        throw new Failed(0, before, new IllegalStateException(message));
    }

    private static Seen seen(Response response, Headers headers) {
        Pieces pieces = new Pieces();
        response.output().forEach(item -> add(item, pieces));
        pieces.stop = stop(response, pieces);
        ResponseUsage usage = response.usage().orElseThrow();
        pieces.input = usage.inputTokens();
        pieces.output = usage.outputTokens();
        pieces.cached = usage.inputTokensDetails().cachedTokens();
        return pieces.seen(String.join(",", headers.values("x-gateway-dropped-fields")));
    }

    private static void add(ResponseOutputItem item, Pieces pieces) {
        item.reasoning().ifPresent(thought -> pieces.thinking.append(text(thought)));
        item.message()
                .ifPresent(message -> message.content()
                        .forEach(part -> part.outputText().ifPresent(text -> pieces.text.append(text.text()))));
        item.functionCall()
                .ifPresent(call -> pieces.calls.add(new Answer.Call(call.callId(), call.name(), call.arguments())));
    }

    private static String text(ResponseReasoningItem thought) {
        StringBuilder text = new StringBuilder();
        thought.summary().forEach(summary -> text.append(summary.text()));
        thought.content().orElse(List.of()).forEach(content -> text.append(content.text()));
        return text.toString();
    }

    private static Answer.Stop stop(Response response, Pieces pieces) {
        if (response.status().filter(ResponseStatus.INCOMPLETE::equals).isPresent()) {
            return Answer.Stop.LENGTH;
        }
        return pieces.calls.isEmpty() ? Answer.Stop.END : Answer.Stop.TOOLS;
    }
}
