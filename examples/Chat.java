import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.client.ChatErrors;
import dev.parley.client.ChatTexts;
import dev.parley.client.ParleyClient;
import io.grpc.StatusRuntimeException;

/** One question, one whole answer, over gRPC. */
final class Chat {
    public static void main(String[] args) {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel(args.length > 1 ? args[1] : "builtin/echo")
                .addMessages(ChatTexts.user(args.length > 0 ? args[0] : "Hello, Parley"))
                .build();
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");

        try (ParleyClient parley =
                ParleyClient.builder().grpc(address).key("demo").build()) {
            ChatResponse answer = parley.chat().chat(request);
            System.out.println(ChatTexts.of(answer));
            System.out.printf(
                    "-- %s, %d tokens in, %d out%n",
                    answer.getServed().getProvider(),
                    answer.getUsage().getInputTokens(),
                    answer.getUsage().getOutputTokens());
        } catch (StatusRuntimeException e) {
            System.err.println(e.getStatus().getCode() + ": " + e.getStatus().getDescription());
            ChatErrors.of(e).ifPresent(error -> System.err.println("reason: " + error.getReason()));
            ChatErrors.retryAfter(e).ifPresent(delay -> System.err.println("try again in " + delay.toSeconds() + " s"));
            System.exit(1);
        }
    }
}
