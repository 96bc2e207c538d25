import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatTexts;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;

/** An answer as it is made, over REST. Over gRPC it is the same program with {@code grpc("127.0.0.1:8080")}. */
final class Stream {
    public static void main(String[] args) {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel(args.length > 1 ? args[1] : "builtin/echo")
                .addMessages(ChatTexts.user(args.length > 0 ? args[0] : "One word after the other"))
                .build();
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");

        try (ParleyClient parley = ParleyClient.builder()
                        .rest("http://" + address)
                        .key("demo")
                        .build();
                EventStream answer = parley.stream(request)) {
            answer.forEachText(piece -> {
                System.out.print(piece);
                System.out.flush();
            });
            System.out.println();
        }
    }
}
