import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Anthropic's own Java client pointed at Parley: a whole message, and one as it is made. Base URL (without /v1), key
 * and model are all that is Parley's.
 */
final class AnthropicJavaRecipe implements AutoCloseable {
    private static final int MOST_TOKENS = 1024;

    private final AnthropicClient anthropic;
    private final String model;

    AnthropicJavaRecipe(String baseUrl, String key, String model) {
        this.anthropic =
                AnthropicOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
        this.model = model;
    }

    public static void main(String[] args) {
        try (AnthropicJavaRecipe recipe = new AnthropicJavaRecipe("http://127.0.0.1:8080", "demo", "builtin/echo")) {
            System.out.println(recipe.ask("Hello from Anthropic's client"));
            recipe.stream("One word after the other", System.out::print);
            System.out.println();
        }
    }

    /** The whole answer. */
    String ask(String question) {
        return anthropic.messages().create(question(question)).content().stream()
                .flatMap(block -> block.text().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }

    /** The answer piece by piece; returns when it is whole. */
    void stream(String question, Consumer<String> reader) {
        try (StreamResponse<RawMessageStreamEvent> events = anthropic.messages().createStreaming(question(question))) {
            events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(event -> event.delta().text().stream())
                    .forEach(delta -> reader.accept(delta.text()));
        }
    }

    @Override
    public void close() {
        anthropic.close();
    }

    private MessageCreateParams question(String question) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(MOST_TOKENS)
                .addUserMessage(question)
                .build();
    }
}
