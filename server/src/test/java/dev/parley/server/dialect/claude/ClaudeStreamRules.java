package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonValues;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients rely on in a stream (E-STR-1, CLI-07). One per stream; every breach fails with the frame. */
final class ClaudeStreamRules {
    private static final Pattern FRAME = Pattern.compile("event: (\\w+)\ndata: (\\{[^\n]*\\})");
    private static final Map<String, String> DELTAS = Map.of(
            "text_delta", "text",
            "citations_delta", "text",
            "thinking_delta", "thinking",
            "signature_delta", "thinking",
            "input_json_delta", "tool_use");

    private enum Phase {
        NEW,
        CONTENT,
        ENDING,
        STOPPED
    }

    private final StringBuilder input = new StringBuilder();
    private boolean inputCut;
    private Phase phase = Phase.NEW;
    private String open = "";
    private boolean signed;
    private int blocks;

    private ClaudeStreamRules() {}

    /** Checks a whole stream that ended well. */
    static void check(String sse) {
        ClaudeStreamRules rules = new ClaudeStreamRules();
        assertThat(sse).endsWith("\n\n");
        for (String frame : sse.split("\n\n")) {
            rules.frame(frame);
        }
        assertThat(rules.phase).as("the stream's end").isEqualTo(Phase.STOPPED);
    }

    private void frame(String frame) {
        Matcher matcher = FRAME.matcher(frame);
        assertThat(matcher.matches())
                .as("one event line and one data line: " + frame)
                .isTrue();
        Map<?, ?> data = object(JsonValues.of(matcher.group(2)));
        String type = matcher.group(1);
        assertThat(data.get("type")).as(frame).isEqualTo(type);
        assertThat(phase).as(frame).isNotEqualTo(Phase.STOPPED);
        switch (type) {
            case "ping" -> {}
            case "message_start" -> start(object(data.get("message")), frame);
            case "content_block_start" -> open(data, frame);
            case "content_block_delta" -> grow(data, frame);
            case "content_block_stop" -> close(data, frame);
            case "message_delta" -> end(data, frame);
            case "message_stop" -> move(Phase.ENDING, Phase.STOPPED, frame);
            default -> throw new AssertionError("unknown event: " + frame);
        }
    }

    private void start(Map<?, ?> message, String frame) {
        move(Phase.NEW, Phase.CONTENT, frame);
        assertThat((String) message.get("id")).startsWith("msg_");
        assertThat(message.get("role")).isEqualTo("assistant");
        assertThat(message.get("type")).isEqualTo("message");
        assertThat(message.get("content")).asString().isEqualTo("[]");
        assertThat(message.get("stop_reason")).isNull();
        assertThat(object(message.get("usage")).get("input_tokens")).as(frame).isNotNull();
        assertThat(object(message.get("usage")).get("output_tokens")).as(frame).isNotNull();
    }

    private void open(Map<?, ?> data, String frame) {
        move(Phase.CONTENT, Phase.CONTENT, frame);
        assertThat(open).as("no block is open: " + frame).isEmpty();
        assertThat(number(data)).as(frame).isEqualTo(blocks);
        Map<?, ?> block = object(data.get("content_block"));
        open = (String) block.get("type");
        signed = false;
        input.setLength(0);
        if (open.equals("tool_use")) {
            assertThat(block.get("input")).as(frame).asString().isEqualTo("{}");
            assertThat((String) block.get("id")).as(frame).matches("[A-Za-z0-9_-]+");
            assertThat((String) block.get("name")).as(frame).isNotEmpty();
        }
    }

    private void grow(Map<?, ?> data, String frame) {
        assertThat(number(data)).as(frame).isEqualTo(blocks);
        Map<?, ?> delta = object(data.get("delta"));
        String type = (String) delta.get("type");
        boolean fits = open.equals(DELTAS.get(type)) || (type.equals("input_json_delta") && open.endsWith("tool_use"));
        assertThat(fits).as("fits a block of type " + open + ": " + frame).isTrue();
        assertThat(signed).as("nothing follows the signature: " + frame).isFalse();
        signed = type.equals("signature_delta");
        if (type.equals("input_json_delta")) {
            input.append(delta.get("partial_json"));
        }
    }

    private void close(Map<?, ?> data, String frame) {
        assertThat(open).as("a block is open: " + frame).isNotEmpty();
        assertThat(number(data)).as(frame).isEqualTo(blocks++);
        if (open.equals("tool_use") && !Verbatim.isObject(input.toString())) {
            inputCut = true;
        }
        open = "";
    }

    private void end(Map<?, ?> data, String frame) {
        move(Phase.CONTENT, Phase.ENDING, frame);
        assertThat(open).as("no block is open: " + frame).isEmpty();
        Object reason = object(data.get("delta")).get("stop_reason");
        assertThat(reason).as(frame).isNotNull();
        if (inputCut) {
            assertThat(reason).as("the input of a tool is no object").isEqualTo("max_tokens");
        }
        assertThat(object(data.get("usage")).get("output_tokens")).as(frame).isNotNull();
    }

    private void move(Phase from, Phase to, String frame) {
        assertThat(phase).as(frame).isEqualTo(from);
        phase = to;
    }

    private static int number(Map<?, ?> data) {
        return ((Number) Objects.requireNonNull(data.get("index"))).intValue();
    }

    private static Map<?, ?> object(Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<?, ?>) value;
    }
}
