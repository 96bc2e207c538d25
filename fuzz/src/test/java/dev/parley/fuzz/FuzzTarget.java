package dev.parley.fuzz;

import java.util.List;
import java.util.function.Supplier;

/**
 * A reader of what others send, with the laws it keeps whatever comes.
 *
 * @param name of its corpus' folder and in reports, such as {@code openai-chat-request}
 * @param seeds what it reads well, to start from
 * @param reader reads one input; throws what shows that a law is broken, and nothing else
 */
public record FuzzTarget(String name, Supplier<List<byte[]>> seeds, Reader reader) {
    /** Reads one input. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] input) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
