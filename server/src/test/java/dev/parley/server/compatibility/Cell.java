package dev.parley.server.compatibility;

import java.util.Optional;

/** A scenario through a front to a provider. */
record Cell(Scenario scenario, Front front, Host host) {
    /** What the caller sends. */
    String request() {
        Scenario.Builtin builtin = scenario.builtin();
        String model = host.isRemote() ? host.model() : "builtin/" + builtin.model();
        String text = host.isRemote() ? "What now?" : builtin.text();
        return scenario.request(front).replace("${model}", model).replace("${text}", escaped(text));
    }

    /** Why it is otherwise here than the scenario wants; empty if it is not. */
    Optional<Reason> reason() {
        return Reason.of(this);
    }

    /** Whether its wire has no word for what the scenario wants. */
    boolean isUnasked() {
        return reason().map(Reason::effect).orElse(null) instanceof Reason.Effect.Unasked;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return "%s, %s, %s".formatted(scenario, front, host);
    }
}
