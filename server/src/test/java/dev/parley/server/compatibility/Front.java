package dev.parley.server.compatibility;

import dev.parley.server.Gateway;
import java.util.Locale;
import java.util.function.Function;

/** A front door by the client that comes through it. */
enum Front {
    OPENAI("openai-java", OpenAiClient::new),
    RESPONSES("openai-java, Responses", ResponsesClient::new),
    CLAUDE("anthropic-java", ClaudeClient::new),
    NATIVE("Parley SDK, gRPC", NativeClient::new);

    private final String title;
    private final Function<Gateway, Client> client;

    Front(String title, Function<Gateway, Client> client) {
        this.title = title;
        this.client = client;
    }

    Client client(Gateway gateway) {
        return client.apply(gateway);
    }

    /** The file of a scenario's folder that holds the request. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".json";
    }

    @Override
    public String toString() {
        return title;
    }
}
