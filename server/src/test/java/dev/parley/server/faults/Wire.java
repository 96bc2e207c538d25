package dev.parley.server.faults;

import java.util.function.BiFunction;

/** How a caller calls. */
enum Wire {
    OPENAI("OpenAI", OpenAiWire::ask),
    CLAUDE("Claude", ClaudeWire::ask),
    GRPC("gRPC", (port, ask) -> NativeWire.ask(NativeWire.grpc(port), ask)),
    REST("REST", (port, ask) -> NativeWire.ask(NativeWire.rest(port), ask));

    /** What is asked of a gateway. */
    record Ask(String model, boolean stream) {}

    private final String title;
    private final BiFunction<Integer, Ask, Seen> client;

    Wire(String title, BiFunction<Integer, Ask, Seen> client) {
        this.title = title;
        this.client = client;
    }

    /** Calls the gateway at this port, and waits for all that it says. */
    Seen ask(int port, String model, boolean stream) {
        return client.apply(port, new Ask(model, stream));
    }

    @Override
    public String toString() {
        return title;
    }
}
