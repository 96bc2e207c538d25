import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

/** Anthropic's own Java client, pointed at Parley: a whole answer, then a streamed one. */
final class AnthropicJava {
    public static void main(String[] args) {
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");
        AnthropicClient anthropic = AnthropicOkHttpClient.builder()
                .baseUrl("http://" + address + "/anthropic")
                .apiKey("demo")
                .build();
        MessageCreateParams request = MessageCreateParams.builder()
                .model(args.length > 1 ? args[1] : "builtin/echo")
                .maxTokens(1024)
                .addUserMessage(args.length > 0 ? args[0] : "Hello from Anthropic's client")
                .build();

        anthropic.messages().create(request).content().stream()
                .flatMap(block -> block.text().stream())
                .forEach(text -> System.out.println(text.text()));

        try (StreamResponse<RawMessageStreamEvent> events = anthropic.messages().createStreaming(request)) {
            events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(event -> event.delta().text().stream())
                    .forEach(delta -> System.out.print(delta.text()));
            System.out.println();
        }
        anthropic.close();
    }
}
