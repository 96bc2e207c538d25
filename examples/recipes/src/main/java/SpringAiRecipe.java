import java.util.function.Consumer;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

/**
 * Spring AI pointed at Parley: a whole answer with a tool, and one as it is made. Base URL, key and model are all that
 * is Parley's; with Spring Boot they are {@code spring.ai.openai.base-url}, {@code spring.ai.openai.api-key} and
 * {@code spring.ai.openai.chat.model}.
 */
final class SpringAiRecipe {
    private final ChatClient chat;

    SpringAiRecipe(String baseUrl, String key, String model) {
        chat = ChatClient.create(OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(baseUrl)
                        .apiKey(key)
                        .model(model)
                        .build())
                .build());
    }

    public static void main(String[] args) {
        SpringAiRecipe recipe = new SpringAiRecipe("http://127.0.0.1:8080/v1", "demo", "builtin/echo");
        System.out.println(recipe.ask("Hello from Spring AI"));
        recipe.stream("One word after the other", System.out::print);
        System.out.println();
    }

    /** A tool that the model may call. */
    static final class Weather {
        @Tool(description = "The weather of a city, now.")
        String weather(@ToolParam(description = "the city's name") String city) {
            return "21 degrees and clear in " + city;
        }
    }

    /** The whole answer; the tool is run as often as the model wants it. */
    String ask(String question) {
        return chat.prompt().user(question).tools(new Weather()).call().content();
    }

    /** The answer piece by piece; returns when it is whole. */
    void stream(String question, Consumer<String> reader) {
        chat.prompt().user(question).stream().content().toStream().forEach(reader);
    }
}
