package dev.parley.server.provider.openaicompat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.dialect.responses.ResponsesTokenCount;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.StopEmulation;
import dev.parley.server.provider.TokenCounter;
import dev.parley.server.provider.http.HttpHost;
import java.util.List;

/** A host that is asked for turns by OpenAI's Responses API, and for all else as the others are. */
public final class OpenAiResponsesProvider extends OpenAiCompatProvider implements TokenCounter {
    private static final String PATH = "responses";

    private final HttpHost responses;

    /**
     * A provider by its settings.
     *
     * @param host the API, up to and with {@code /v1}; closed with the provider
     * @param models what it serves; empty: the host is asked
     * @param thinkTags whether thoughts stand in the text between tags, to be split off (E-RSN-5)
     * @param embeddingBatch how many inputs the host is sent at a time
     */
    public OpenAiResponsesProvider(
            String name,
            HttpHost host,
            ResponsesDialect dialect,
            List<Model> models,
            boolean thinkTags,
            int embeddingBatch) {
        super(name, host, models, false, thinkTags, embeddingBatch);
        this.responses = host.speaking(dialect);
    }

    /** The API has no stop sequences, so the gateway keeps them (E-FIN-3). */
    @Override
    ChatStream turn(Attempt attempt) {
        List<String> stops = attempt.call().request().getSampling().getStopSequencesList();
        Attempt asked = stops.isEmpty() ? attempt : StopEmulation.without(attempt);
        ChatRequest request = asked.call().request();
        ChatStream answer = responses.chat(
                asked,
                asked.call().dialect().equals(ResponsesDialect.NAME) ? request : loose(request),
                PATH,
                shown(asked.lease().credential()));
        return StopEmulation.of(answer, stops);
    }

    @Override
    public long countTokens(ChatRequest request, String model, Credential credential) {
        byte[] question = ResponsesTokenCount.question(request, model);
        return ResponsesTokenCount.read(responses.ask(request, PATH + "/input_tokens", shown(credential), question));
    }

    /** Functions are strict here unless one says otherwise; those of callers of all other APIs are not. */
    private static ChatRequest loose(ChatRequest request) {
        ChatRequest.Builder loose = request.toBuilder();
        loose.getToolsBuilderList().forEach(tool -> {
            if (tool.hasFunction() && !tool.getFunction().hasStrict()) {
                tool.getFunctionBuilder().setStrict(false);
            }
        });
        return loose.build();
    }
}
