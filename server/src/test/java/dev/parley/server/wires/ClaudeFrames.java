package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A stream of the Messages API, checked frame by frame (CL-09, CLI-07, E-STR-1). */
final class ClaudeFrames {
    private static final Map<String, List<String>> DELTAS = Map.of(
            "text", List.of("text_delta", "citations_delta"),
            "thinking", List.of("thinking_delta", "signature_delta"),
            "tool_use", List.of("input_json_delta"));

    private final List<Map<?, ?>> frames = new ArrayList<>();

    /** Reads a whole stream. */
    static ClaudeFrames of(String body) {
        ClaudeFrames stream = new ClaudeFrames();
        assertThat(body).endsWith("\n\n");
        for (String frame : body.split("\n\n")) {
            String[] lines = frame.split("\n");
            assertThat(lines).hasSize(2);
            Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(JsonValues.of(lines[1].replaceFirst("^data: ", "")));
            assertThat(lines[0]).isEqualTo("event: " + data.get("type"));
            stream.frames.add(data);
        }
        return stream;
    }

    /** The frames' types; pings only where the first one stands. */
    List<String> types() {
        return frames.stream().map(frame -> String.valueOf(frame.get("type"))).toList();
    }

    /** The last frame of this type. */
    Map<?, ?> last(String type) {
        return frames.stream()
                .filter(frame -> type.equals(frame.get("type")))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** Fails unless the stream is whole and in order; the types of its blocks. */
    List<String> assertGrammar() {
        assertThat(types()).startsWith("message_start", "ping").endsWith("message_delta", "message_stop");
        assertThat(types()).containsOnlyOnce("message_start", "message_delta", "message_stop");
        assertThat(((Map<?, ?>) last("message_delta").get("delta")).get("stop_reason"))
                .isNotNull();
        return blocks();
    }

    private List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        boolean open = false;
        for (Map<?, ?> frame : frames) {
            String type = String.valueOf(frame.get("type"));
            if (!type.startsWith("content_block_")) {
                continue;
            }
            assertThat(open).as(type).isNotEqualTo(type.equals("content_block_start"));
            open = !type.equals("content_block_stop");
            if (type.equals("content_block_start")) {
                blocks.add(word(frame, "content_block"));
            }
            assertThat(frame.get("index")).hasToString(Integer.toString(blocks.size() - 1));
            if (type.equals("content_block_delta")) {
                assertThat(DELTAS.get(blocks.getLast())).contains(word(frame, "delta"));
            }
        }
        assertThat(open).isFalse();
        return blocks;
    }

    private static String word(Map<?, ?> frame, String field) {
        return String.valueOf(((Map<?, ?>) frame.get(field)).get("type"));
    }
}
