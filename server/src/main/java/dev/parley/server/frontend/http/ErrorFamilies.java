package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import java.util.List;

/** Which error shape a path gets, also where nothing is served: the longest matching row, else the first. */
public final class ErrorFamilies {
    /** An API family's error body. */
    @FunctionalInterface
    public interface Shape {
        byte[] write(ChatError error, String requestId);
    }

    /** Paths that start with {@code prefix} get {@code shape}. */
    public record Family(String prefix, Shape shape) {}

    private final List<Family> families;

    /** The first family is that of paths nobody claims. */
    public ErrorFamilies(List<Family> families) {
        this.families = List.copyOf(families);
    }

    Shape of(String path) {
        Family best = families.getFirst();
        int length = -1;
        for (Family family : families) {
            if (path.startsWith(family.prefix()) && family.prefix().length() > length) {
                best = family;
                length = family.prefix().length();
            }
        }
        return best.shape();
    }
}
