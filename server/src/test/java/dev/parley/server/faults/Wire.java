package dev.parley.server.faults;

import java.util.function.BiFunction;

/** How a caller calls. */
enum Wire {
    OPENAI("OpenAI", 0, OpenAiWire::ask),
    CLAUDE("Claude", 1, ClaudeWire::ask),
    GRPC("gRPC", 2, (port, ask) -> NativeWire.ask(NativeWire.grpc(port), ask)),
    REST("REST", -1, (port, ask) -> NativeWire.ask(NativeWire.rest(port), ask));

    /** What is asked of a gateway. */
    record Ask(String model, boolean stream) {}

    /** How many of them every build plays. */
    static final int BRIEF = 3;

    private final String title;
    private final int number;
    private final BiFunction<Integer, Ask, Seen> client;

    /** {@code number}: among those that every build plays; negative: it is played at length alone. */
    Wire(String title, int number, BiFunction<Integer, Ask, Seen> client) {
        this.title = title;
        this.number = number;
        this.client = client;
    }

    /** Its number among those that every build plays; negative: it is not. */
    int number() {
        return number;
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
