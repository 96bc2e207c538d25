import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * OpenAI's own Java client pointed at Parley: chat completions, whole and as they are made. Base URL, key and model are
 * all that is Parley's.
 */
final class OpenAiJavaRecipe implements AutoCloseable {
    private final OpenAIClient openai;
    private final String model;

    OpenAiJavaRecipe(String baseUrl, String key, String model) {
        this.openai = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
        this.model = model;
    }

    public static void main(String[] args) {
        try (OpenAiJavaRecipe recipe = new OpenAiJavaRecipe("http://127.0.0.1:8080/v1", "demo", "builtin/echo")) {
            System.out.println(recipe.ask("Hello from OpenAI's client"));
            recipe.stream("One word after the other", System.out::print);
            System.out.println();
        }
    }

    /** The whole answer. */
    String ask(String question) {
        return openai.chat().completions().create(question(question)).choices().stream()
                .flatMap(choice -> choice.message().content().stream())
                .collect(Collectors.joining());
    }

    /** The answer piece by piece; returns when it is whole. */
    void stream(String question, Consumer<String> reader) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                openai.chat().completions().createStreaming(question(question))) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(reader);
        }
    }

    @Override
    public void close() {
        openai.close();
    }

    private ChatCompletionCreateParams question(String question) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(question)
                .build();
    }
}
