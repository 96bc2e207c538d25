package dev.parley.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.errorprone.annotations.MustBeClosed;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Anthropic's own Java client. */
final class ClaudeClient implements Client {
    private static final Map<StopReason, Answer.Stop> STOPS = Map.of(
            StopReason.END_TURN, Answer.Stop.END,
            StopReason.STOP_SEQUENCE, Answer.Stop.SEQUENCE,
            StopReason.MAX_TOKENS, Answer.Stop.LENGTH,
            StopReason.TOOL_USE, Answer.Stop.TOOLS);

    private final AnthropicClient client;

    ClaudeClient(Gateway gateway) {
        client = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url() + "/anthropic")
                .apiKey(Bench.KEY)
                .maxRetries(0)
                .build();
    }

    @Override
    public Seen whole(String request) {
        try (HttpResponseFor<Message> reply =
                client.withRawResponse().messages().create(params(request))) {
            return seen(reply.parse(), reply.headers());
        } catch (AnthropicServiceException e) {
            throw new Failed(e.statusCode(), "", e);
        }
    }

    @Override
    public Seen stream(String request) {
        StringBuilder text = new StringBuilder();
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> reply = open(request);
                StreamResponse<RawMessageStreamEvent> events = reply.parse()) {
            MessageAccumulator whole = MessageAccumulator.create();
            events.stream().forEach(event -> {
                text.append(text(event));
                whole.accumulate(event);
            });
            return seen(whole.message(), reply.headers());
        } catch (AnthropicServiceException e) {
            throw new Failed(e.statusCode(), text.toString(), e);
        } catch (AnthropicException e) {
            throw new Failed(0, text.toString(), e);
        }
    }

    @Override
    public void leave(String request) {
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> reply = open(request);
                StreamResponse<RawMessageStreamEvent> events = reply.parse()) {
            assertThat(events.stream().anyMatch(event -> !text(event).isEmpty()))
                    .isTrue();
        }
    }

    @Override
    public long count(String request) {
        MessageCountTokensParams params = MessageCountTokensParams.builder()
                .body(parse(request, MessageCountTokensParams.Body.class))
                .build();
        return client.messages().countTokens(params).inputTokens();
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
    private HttpResponseFor<StreamResponse<RawMessageStreamEvent>> open(String request) {
        return client.withRawResponse().messages().createStreaming(params(request));
    }

    private static MessageCreateParams params(String request) {
        return MessageCreateParams.builder()
                .body(parse(request, MessageCreateParams.Body.class))
                .build();
    }

    private static <T> T parse(String request, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(request, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(request, e);
        }
    }

    private static String text(RawMessageStreamEvent event) {
        return event.contentBlockDelta()
                .flatMap(delta -> delta.delta().text())
                .map(delta -> delta.text())
                .orElse("");
    }

    private static Seen seen(Message answer, Headers headers) {
        Pieces pieces = new Pieces();
        answer.content().forEach(block -> add(block, pieces));
        pieces.stop = STOPS.get(answer.stopReason().orElseThrow());
        pieces.stopSequence = answer.stopSequence().orElse("");
        Usage usage = answer.usage();
        pieces.cached = usage.cacheReadInputTokens().orElse(0L);
        pieces.input = usage.inputTokens()
                + pieces.cached
                + usage.cacheCreationInputTokens().orElse(0L);
        pieces.output = usage.outputTokens();
        return pieces.seen(String.join(",", headers.values("x-gateway-dropped-fields")));
    }

    private static void add(ContentBlock block, Pieces pieces) {
        block.text().ifPresent(text -> pieces.text.append(text.text()));
        block.thinking().ifPresent(thought -> pieces.thinking.append(thought.thinking()));
        block.toolUse().ifPresent(use -> pieces.calls.add(new Answer.Call(use.id(), use.name(), input(use))));
    }

    private static String input(ToolUseBlock use) {
        try {
            return ObjectMappers.jsonMapper()
                    .writeValueAsString(Objects.requireNonNull(use._input().convert(Object.class)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(use.toString(), e);
        }
    }
}
