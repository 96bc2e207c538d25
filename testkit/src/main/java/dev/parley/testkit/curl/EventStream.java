package dev.parley.testkit.curl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream of server-sent events, as it came or as it is to look like: then the JSON of each frame is a {@link Shape},
 * and a frame that begins with {@code + } comes once or more.
 */
final class EventStream {
    private static final String MORE = "+ ";

    private EventStream() {}

    /** What differs, each as a sentence with its place; empty if nothing does. */
    static List<String> differences(String expected, String actual) {
        List<String> frames = frames(actual);
        int next = 0;
        for (String shape : frames(expected)) {
            boolean more = shape.startsWith(MORE);
            String one = more ? shape.substring(MORE.length()) : shape;
            List<String> differences = next < frames.size() ? frame(one, frames.get(next)) : List.of("it is missing");
            if (!differences.isEmpty()) {
                return at(next, differences);
            }
            do {
                next++;
            } while (more
                    && next < frames.size()
                    && frame(one, frames.get(next)).isEmpty());
        }
        return next == frames.size() ? List.of() : at(next, List.of("it is not known: " + frames.get(next)));
    }

    private static List<String> at(int frame, List<String> differences) {
        return differences.stream()
                .map(text -> "frame %d: %s".formatted(frame + 1, text))
                .toList();
    }

    /** Without comments, which may come at any time. */
    private static List<String> frames(String stream) {
        return Arrays.stream(stream.split("\n\n+"))
                .map(frame ->
                        frame.lines().filter(line -> !line.startsWith(":")).toList())
                .map(lines -> String.join("\n", lines).strip())
                .filter(frame -> !frame.isEmpty())
                .toList();
    }

    private static List<String> frame(String expected, String actual) {
        List<String> shape = expected.lines().toList();
        List<String> lines = actual.lines().toList();
        if (shape.size() != lines.size()) {
            return List.of("it is %s (expected: %s)".formatted(actual, expected));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            differences.addAll(line(shape.get(i), lines.get(i)));
        }
        return differences;
    }

    private static List<String> line(String expected, String actual) {
        String json = "data: {";
        if (expected.startsWith(json) && actual.startsWith(json)) {
            int start = json.length() - 1;
            return Shape.differences(expected.substring(start), actual.substring(start));
        }
        return expected.equals(actual) ? List.of() : List.of("it is %s (expected: %s)".formatted(actual, expected));
    }
}
