package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that hosts take for one request's functions, and back (E-GEM-2). A legal name stays; any other gets a
 * stand-in that no other function of the request has.
 */
final class FunctionNames {
    /** For answers to requests that are not known. */
    static final FunctionNames NONE = new FunctionNames(Set.of());

    private static final int LONGEST = 64;
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_.-]");

    private final Map<String, String> legal = new HashMap<>();
    private final Map<String, String> original = new HashMap<>();

    private FunctionNames(Set<String> names) {
        Set<String> taken = new LinkedHashSet<>(names);
        for (String name : names) {
            if (!LEGAL.matcher(name).matches()) {
                String standIn = standIn(name, taken);
                taken.add(standIn);
                legal.put(name, standIn);
                original.put(standIn, name);
            }
        }
    }

    static FunctionNames of(ChatRequest chat) {
        Stream<String> declared = chat.getToolsList().stream()
                .filter(Tool::hasFunction)
                .map(tool -> tool.getFunction().getName());
        Stream<String> called = chat.getMessagesList().stream()
                .flatMap(message -> message.getPartsList().stream())
                .filter(Part::hasToolCall)
                .map(part -> part.getToolCall().getName());
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(declared, called).forEach(names::add);
        return new FunctionNames(names);
    }

    /** Whether every name is the same on both sides. */
    boolean unchanged() {
        return legal.isEmpty();
    }

    /** What hosts know the function by. */
    String legal(String name) {
        return legal.getOrDefault(name, name);
    }

    /** What callers know the function by. */
    String original(String name) {
        return original.getOrDefault(name, name);
    }

    private static String standIn(String name, Set<String> taken) {
        String clean = ILLEGAL.matcher(name).replaceAll("_");
        String begun = LEGAL.matcher(clean).lookingAt() ? clean : "_" + clean;
        String found = cut(begun, "");
        for (int i = 2; taken.contains(found); i++) {
            found = cut(begun, "_" + i);
        }
        return found;
    }

    private static String cut(String name, String end) {
        return name.substring(0, Math.min(name.length(), LONGEST - end.length())) + end;
    }
}
