package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/** Answers of the Messages API, whole and streamed. */
public final class AnthropicAnswers {
    private static final String MODEL = "claude-sonnet-4-5-20250929";

    /** A content block: as it is at the start of a stream, its deltas, and as it is in the whole. */
    private record Block(String start, List<String> deltas, String whole) {}

    private AnthropicAnswers() {}

    /** The answer in the form that the request wants. */
    public static Reply to(ReceivedRequest request, Answer answer) {
        return request.wantsStream() ? stream(answer) : whole(answer);
    }

    /** A whole answer. */
    public static Reply whole(Answer answer) {
        List<String> content = blocks(answer).stream().map(Block::whole).toList();
        String usage = "{%s,\"output_tokens\":%d}".formatted(input(answer), Answer.OUTPUT);
        return Reply.json(200, message(String.join(",", content), end(answer), usage), "request-id: req_fake");
    }

    /** A streamed answer. */
    public static Reply stream(Answer answer) {
        Reply reply = begin(answer);
        List<Block> blocks = blocks(answer);
        for (int i = 0; i < blocks.size(); i++) {
            block(reply, i, blocks.get(i));
        }
        return end(reply, answer);
    }

    /** The beginning of a stream. */
    public static Reply begin(Answer answer) {
        String message = message(
                "", "\"stop_reason\":null,\"stop_sequence\":null", "{%s,\"output_tokens\":1}".formatted(input(answer)));
        Reply reply = Reply.sse("request-id: req_fake");
        event(reply, "message_start", "\"message\":" + message);
        return event(reply, "ping", "");
    }

    /** A text block of a stream that is never ended. */
    public static Reply openText(Reply reply, String text) {
        event(reply, "content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        return event(reply, "content_block_delta", "\"index\":0,\"delta\":" + textDelta(text));
    }

    /** An error as this API words it. */
    public static Reply error(int status, String type, String message, String... headers) {
        String body = """
                {"type":"error","error":{"type":"%s","message":%s},"request_id":"req_fake"}""".formatted(type, Json.quote(message));
        return Reply.json(status, body, headers);
    }

    /** The answer to a question for a prompt's size. */
    public static Reply count(int tokens) {
        return Reply.json(200, "{\"input_tokens\":" + tokens + '}');
    }

    private static Reply end(Reply reply, Answer answer) {
        event(
                reply,
                "message_delta",
                "\"delta\":{%s},\"usage\":{\"output_tokens\":%d}".formatted(end(answer), Answer.OUTPUT));
        return event(reply, "message_stop", "");
    }

    private static void block(Reply reply, int index, Block block) {
        event(reply, "content_block_start", "\"index\":%d,\"content_block\":%s".formatted(index, block.start));
        for (String delta : block.deltas) {
            event(reply, "content_block_delta", "\"index\":%d,\"delta\":%s".formatted(index, delta));
        }
        event(reply, "content_block_stop", "\"index\":" + index);
    }

    private static Reply event(Reply reply, String type, String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return reply.then("event: %s\ndata: {\"type\":\"%s\"%s}\n\n".formatted(type, type, rest));
    }

    private static String message(String content, String end, String usage) {
        return """
                {"id":"msg_fake","type":"message","role":"assistant","model":"%s","content":[%s],%s,"usage":%s}""".formatted(MODEL, content, end, usage);
    }

    private static String end(Answer answer) {
        String sequence = answer.stopSequence().isEmpty() ? "null" : Json.quote(answer.stopSequence());
        return "\"stop_reason\":\"%s\",\"stop_sequence\":%s".formatted(answer.stop().anthropic, sequence);
    }

    private static String input(Answer answer) {
        return "\"input_tokens\":%d,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":%d"
                .formatted(Answer.INPUT - answer.cached(), answer.cached());
    }

    private static List<Block> blocks(Answer answer) {
        List<Block> blocks = new ArrayList<>();
        if (!answer.thinking().isEmpty()) {
            blocks.add(thinking(answer.thinking()));
        }
        if (!answer.text().isEmpty()) {
            blocks.add(text(answer.text()));
        }
        answer.calls().forEach(call -> blocks.add(call(call)));
        return blocks;
    }

    private static Block thinking(String text) {
        String block = "{\"type\":\"thinking\",\"thinking\":%s,\"signature\":\"%s\"}";
        return new Block(
                block.formatted("\"\"", ""),
                List.of(
                        "{\"type\":\"thinking_delta\",\"thinking\":%s}".formatted(Json.quote(text)),
                        "{\"type\":\"signature_delta\",\"signature\":\"%s\"}".formatted(Answer.SIGNATURE)),
                block.formatted(Json.quote(text), Answer.SIGNATURE));
    }

    private static Block text(String text) {
        String block = "{\"type\":\"text\",\"text\":%s}";
        return new Block(
                block.formatted("\"\""),
                Json.words(text).stream().map(AnthropicAnswers::textDelta).toList(),
                block.formatted(Json.quote(text)));
    }

    private static String textDelta(String text) {
        return "{\"type\":\"text_delta\",\"text\":%s}".formatted(Json.quote(text));
    }

    private static Block call(Answer.Call call) {
        String block =
                "{\"type\":\"tool_use\",\"id\":\"" + call.id() + "\",\"name\":\"" + call.name() + "\",\"input\":%s}";
        int half = call.arguments().length() / 2;
        return new Block(
                block.formatted("{}"),
                List.of(
                        inputDelta(""),
                        inputDelta(call.arguments().substring(0, half)),
                        inputDelta(call.arguments().substring(half))),
                block.formatted(call.arguments()));
    }

    private static String inputDelta(String piece) {
        return "{\"type\":\"input_json_delta\",\"partial_json\":%s}".formatted(Json.quote(piece));
    }
}
