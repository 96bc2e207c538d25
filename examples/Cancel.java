import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatTexts;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import java.time.Duration;

/** Stops a slow answer after its first words. Parley then stops the model and closes the provider's connection. */
final class Cancel {
    public static void main(String[] args) {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel(args.length > 1 ? args[1] : "builtin/slow?gap=200ms")
                .addMessages(ChatTexts.user(args.length > 0 ? args[0] : "a very long answer that nobody will read"))
                .build();
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");

        try (ParleyClient parley = ParleyClient.builder()
                        .grpc(address)
                        .key("demo")
                        .deadline(Duration.ofSeconds(30))
                        .build();
                EventStream answer = parley.stream(request)) {
            int words = 0;
            for (ChatEvent event : answer) {
                System.out.print(event.getPartDelta().getText());
                System.out.flush();
                if (event.hasPartDelta() && ++words == 3) {
                    break; // leaving the block closes the stream, which cancels the call
                }
            }
        }
        System.out.println("\n-- cancelled");
    }
}
