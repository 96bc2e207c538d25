import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.ChatTexts;
import dev.parley.client.ParleyClient;
import java.util.List;

/** Lets the model call a tool of ours until it has its answer. */
final class Tools {
    private static final int MOST_ROUNDS = 5;

    /**
     * What the built-in script model plays; any other model takes a question such as "How is the weather in Paris?".
     */
    private static final String SCRIPT = """
            - - tool: weather
                arguments: {city: Paris}
            - - text: It is as the tool says.
            """;

    public static void main(String[] args) {
        ChatRequest.Builder turn = ChatRequest.newBuilder()
                .setModel(args.length > 1 ? args[1] : "builtin/script")
                .addMessages(ChatTexts.user(args.length > 0 ? args[0] : SCRIPT))
                .addTools(Tool.newBuilder()
                        .setFunction(FunctionTool.newBuilder()
                                .setName("weather")
                                .setDescription("The weather of a city, now.")
                                .setSchemaJson("""
                                    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}\
                                    """)));
        String address = System.getenv().getOrDefault("PARLEY_ADDRESS", "127.0.0.1:8080");

        try (ParleyClient parley =
                ParleyClient.builder().grpc(address).key("demo").build()) {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                ChatMessage answer =
                        parley.chat().chat(turn.build()).getCandidates(0).getMessage();
                List<ToolCall> calls = answer.getPartsList().stream()
                        .filter(Part::hasToolCall)
                        .map(Part::getToolCall)
                        .toList();
                answer.getPartsList()
                        .forEach(part -> System.out.print(part.getText().getText()));
                if (calls.isEmpty()) {
                    System.out.println();
                    return;
                }
                turn.addMessages(answer).addMessages(results(calls));
            }
        }
    }

    private static ChatMessage results(List<ToolCall> calls) {
        ChatMessage.Builder results = ChatMessage.newBuilder().setRole(Role.ROLE_TOOL);
        for (ToolCall call : calls) {
            System.out.printf("-- calls %s(%s)%n", call.getName(), call.getArgumentsJson());
            results.addParts(Part.newBuilder()
                    .setToolResult(ToolResult.newBuilder()
                            .setCallId(call.getCallId())
                            .setName(call.getName())
                            .addContent(Part.newBuilder()
                                    .setText(Text.newBuilder().setText("{\"celsius\": 21, \"sky\": \"clear\"}")))));
        }
        return results.build();
    }
}
