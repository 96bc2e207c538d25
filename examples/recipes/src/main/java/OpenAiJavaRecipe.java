import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * OpenAI's own Java client pointed at Parley: chat completions, whole and as they are made, and the Responses API. Base
 * URL, key and model are all that is Parley's.
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
            Response first = recipe.respond("Hello from the Responses API", null);
            System.out.println(text(first));
            System.out.println(text(recipe.respond("And once more", first.id())));
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

    /** The answer of the Responses API; {@code previous} is the id of the one that it continues, or null. */
    Response respond(String question, String previous) {
        ResponseCreateParams.Builder request =
                ResponseCreateParams.builder().model(model).input(question);
        if (previous != null) {
            request.previousResponseId(previous);
        }
        return openai.responses().create(request.build());
    }

    /** What a response says. */
    static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
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
