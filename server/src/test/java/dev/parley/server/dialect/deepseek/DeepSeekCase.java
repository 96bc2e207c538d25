package dev.parley.server.dialect.deepseek;

import dev.parley.testkit.Fixtures;
import java.util.Map;
import java.util.Objects;

/** A folder of {@code fixtures/deepseek}; {@code model.txt} names the model where it is not the plain one. */
record DeepSeekCase(Fixtures.Case files) {
    static final Map<String, String> TEMPLATES = Map.of(
            "prompt-system", "<{text}>",
            "prompt-user", "U:{text};",
            "prompt-assistant", "A:{text};",
            "prompt-tool", "T:{text};",
            "prompt-end", "A:");

    SessionDialect dialect() {
        String name = files.has("model.txt") ? files.text("model.txt").strip() : "deepseek-chat";
        return dialect(name, "remove");
    }

    static SessionDialect dialect(String model, String citations) {
        SessionFormat plain = SessionFormat.of(TEMPLATES);
        SessionFormat format = new SessionFormat(
                plain.prompt(), SessionFormat.of(Map.of("citations", citations)).citations());
        return new SessionDialect(format, "session-1", Objects.requireNonNull(DeepSeekModel.named(model)));
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
