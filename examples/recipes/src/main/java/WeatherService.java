import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.ChatErrors;
import dev.parley.client.ChatTexts;
import dev.parley.client.ParleyClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A service that uses Parley's SDK: answers questions about the weather. WeatherServiceTest shows how it is tested. */
final class WeatherService {
    private static final int MOST_ROUNDS = 5;
    private static final Tool WEATHER = Tool.newBuilder()
            .setFunction(FunctionTool.newBuilder()
                    .setName("weather")
                    .setDescription("The weather of a city, now.")
                    .setSchemaJson("{\"type\": \"object\", \"properties\": {\"city\": {\"type\": \"string\"}}}"))
            .build();

    private final ParleyClient parley;
    private final UnaryOperator<String> station;
    private final Duration patience;

    /**
     * Answers with what the station knows.
     *
     * @param station gives the weather as JSON, for the tool's arguments as JSON
     * @param patience how long the model may take for one turn
     */
    WeatherService(ParleyClient parley, UnaryOperator<String> station, Duration patience) {
        this.parley = parley;
        this.station = station;
        this.patience = patience;
    }

    public static void main(String[] args) {
        try (ParleyClient parley =
                ParleyClient.builder().grpc("127.0.0.1:8080").key("demo").build()) {
            WeatherService service = new WeatherService(parley, city -> "{\"celsius\": 21}", Duration.ofSeconds(30));
            System.out.println(service.answer("How is the weather in Paris?"));
        }
    }

    /** The answer, or an apology. */
    String answer(String question) {
        try {
            return conversation(question);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                return "That takes too long, sorry.";
            }
            return ChatErrors.retryAfter(e)
                    .map(delay -> "Too many questions. Please ask again in " + delay.toSeconds() + " seconds.")
                    .orElse("I cannot tell, sorry.");
        }
    }

    /** Runs the tool as often as the model wants it. */
    private String conversation(String question) {
        ChatRequest.Builder turn = ChatRequest.newBuilder()
                .setModel("builtin/echo")
                .addMessages(ChatTexts.system("You tell the weather, in one sentence."))
                .addMessages(ChatTexts.user(question))
                .addTools(WEATHER);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ChatMessage answer = ask(turn.build());
            List<ToolCall> calls = answer.getPartsList().stream()
                    .filter(Part::hasToolCall)
                    .map(Part::getToolCall)
                    .toList();
            if (calls.isEmpty()) {
                return answer.getPartsList().stream()
                        .map(part -> part.getText().getText())
                        .reduce("", String::concat);
            }
            turn.addMessages(answer).addMessages(results(calls));
        }
        return "I cannot tell, sorry.";
    }

    private ChatMessage ask(ChatRequest turn) {
        return parley.chat()
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                .chat(turn)
                .getCandidates(0)
                .getMessage();
    }

    private ChatMessage results(List<ToolCall> calls) {
        ChatMessage.Builder results = ChatMessage.newBuilder().setRole(Role.ROLE_TOOL);
        for (ToolCall call : calls) {
            Text weather = Text.newBuilder()
                    .setText(station.apply(call.getArgumentsJson()))
                    .build();
            results.addParts(Part.newBuilder()
                    .setToolResult(ToolResult.newBuilder()
                            .setCallId(call.getCallId())
                            .addContent(Part.newBuilder().setText(weather))));
        }
        return results.build();
    }
}
