package dev.parley.server.cli;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.access.ApiKeys;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley chat}: one turn through the SDK, streamed to the terminal. */
@Command(name = "chat", description = "Asks a running Parley and streams the answer.")
final class ChatCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "The caller key; better PARLEY_API_KEY.")
    private @Nullable String key;

    @Option(names = "--model", paramLabel = "M", description = "The model (default: ${DEFAULT-VALUE}).")
    private String model = "builtin/echo";

    @Parameters(arity = "1", paramLabel = "TEXT", description = "What to say.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ChatCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ParleyClient client = client();
                EventStream events = client.stream(request())) {
            for (ChatEvent event : events) {
                print(out, event);
            }
        }
        out.println();
        return 0;
    }

    private static void print(PrintWriter out, ChatEvent event) {
        switch (event.getEventCase()) {
            case PART_STARTED -> {
                if (event.getPartStarted().getPart().hasToolCall()) {
                    out.print("\n["
                            + event.getPartStarted().getPart().getToolCall().getName() + "] ");
                }
            }
            case PART_DELTA ->
                out.print(event.getPartDelta().getText() + event.getPartDelta().getArgumentsJson());
            default -> {}
        }
        out.flush();
    }

    private ChatRequest request() {
        Part part = Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder().setRole(Role.ROLE_USER).addParts(part))
                .build();
    }

    private ParleyClient client() {
        return server.client(environment)
                .key(key == null ? environment.getOrDefault("PARLEY_API_KEY", ApiKeys.DEMO) : key)
                .build();
    }
}
