import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * LangChain4j pointed at Parley: an assistant with a tool, an answer as it is made, embeddings. Base URL, key and model
 * are all that is Parley's.
 */
final class LangChain4jRecipe {
    private final String baseUrl;
    private final String key;
    private final String model;

    LangChain4jRecipe(String baseUrl, String key, String model) {
        this.baseUrl = baseUrl;
        this.key = key;
        this.model = model;
    }

    public static void main(String[] args) {
        LangChain4jRecipe recipe = new LangChain4jRecipe("http://127.0.0.1:8080/v1", "demo", "builtin/echo");
        System.out.println(recipe.ask("Hello from LangChain4j"));
        recipe.stream("One word after the other", System.out::print);
        System.out.println();
    }

    /** What the assistant is asked; LangChain4j implements it. */
    interface Assistant {
        String ask(String question);
    }

    /** A tool that the model may call. */
    static final class Weather {
        @Tool("The weather of a city, now.")
        String weather(@P("the city's name") String city) {
            return "21 degrees and clear in " + city;
        }
    }

    /** The whole answer; the tool is run as often as the model wants it. */
    String ask(String question) {
        OpenAiChatModel chat = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(model)
                .build();
        return AiServices.builder(Assistant.class)
                .chatModel(chat)
                .tools(new Weather())
                .build()
                .ask(question);
    }

    /** The answer piece by piece; returns when it is whole. */
    void stream(String question, Consumer<String> reader) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(model)
                .build()
                .chat(question, new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        reader.accept(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        whole.completeExceptionally(failure);
                    }
                });
        whole.join();
    }

    /** A text's vector, for a model that makes them. */
    float[] embed(String text) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(model)
                .build()
                .embed(text)
                .content()
                .vector();
    }
}
