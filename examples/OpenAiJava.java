import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** OpenAI's own Java client, pointed at Parley: a whole answer, then a streamed one. */
final class OpenAiJava {
    public static void main(String[] args) {
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");
        OpenAIClient openai = OpenAIOkHttpClient.builder()
                .baseUrl("http://" + address + "/v1")
                .apiKey("demo")
                .build();
        ChatCompletionCreateParams request = ChatCompletionCreateParams.builder()
                .model(args.length > 1 ? args[1] : "builtin/echo")
                .addUserMessage(args.length > 0 ? args[0] : "Hello from OpenAI's client")
                .build();

        openai.chat().completions().create(request).choices().stream()
                .flatMap(choice -> choice.message().content().stream())
                .forEach(System.out::println);

        try (StreamResponse<ChatCompletionChunk> chunks =
                openai.chat().completions().createStreaming(request)) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(System.out::print);
            System.out.println();
        }
        openai.close();
    }
}
