package dev.parley.server.dialect;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes ids for tool calls that came without one: a prefix and 24 random letters and digits (TOOL-09). */
public final class CallIds implements Supplier<String> {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;

    private final String prefix;
    private final RandomGenerator random;

    /** {@code random} must be thread-safe if the ids are made on several threads. */
    public CallIds(String prefix, RandomGenerator random) {
        this.prefix = prefix;
        this.random = random;
    }

    @Override
    public String get() {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
