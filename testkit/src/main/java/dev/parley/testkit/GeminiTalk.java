package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/** What the fake models say where a test does not: of each kind of answer one. */
final class GeminiTalk {
    /** One dot. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String USAGE =
            "\"usageMetadata\":{\"promptTokenCount\":25,\"candidatesTokenCount\":7,\"totalTokenCount\":32}";

    private GeminiTalk() {}

    /** The answer of a model to a request. */
    static Reply answer(String model, ReceivedRequest request) {
        Node body = Node.parse(request.body());
        List<String> parts = model.contains("image") ? List.of(image()) : said(body);
        return request.path().contains(":streamGenerateContent") ? stream(parts) : Reply.json(200, whole(parts));
    }

    private static List<String> said(Node body) {
        List<String> parts = new ArrayList<>();
        if (Boolean.TRUE.equals(body.at("generationConfig")
                .at("thinkingConfig")
                .at("includeThoughts")
                .value())) {
            parts.add("{\"text\":\"The user wants an answer.\",\"thought\":true}");
        }
        List<Node> tools = body.at("tools").items();
        boolean answered = body.at("contents").items().stream()
                .flatMap(content -> content.at("parts").items().stream())
                .anyMatch(part -> part.has("functionResponse"));
        if (tools.isEmpty() || answered) {
            parts.add("{\"text\":\"Hello \"}");
            parts.add("{\"text\":\"there\"}");
        } else {
            parts.add(call(tools.getFirst().at("functionDeclarations").items().getFirst()));
        }
        return parts;
    }

    private static String call(Node tool) {
        return "{\"functionCall\":{\"name\":\"%s\",\"args\":{\"city\":\"beijing\"}},\"thoughtSignature\":\"%s\"}"
                .formatted(tool.text("name"), Answer.SIGNATURE);
    }

    private static String image() {
        return "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}".formatted(PNG);
    }

    private static Reply stream(List<String> parts) {
        Reply reply = Reply.sse();
        for (int i = 0; i < parts.size(); i++) {
            String end = i + 1 < parts.size() ? "" : ",\"finishReason\":\"STOP\"";
            reply.event(frame(parts.get(i), end));
        }
        return reply;
    }

    private static String whole(List<String> parts) {
        return frame(String.join(",", parts), ",\"finishReason\":\"STOP\"");
    }

    private static String frame(String parts, String end) {
        return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[%s]},\"index\":0%s}],%s,%s}"
                .formatted(parts, end, USAGE, "\"modelVersion\":\"fake\",\"responseId\":\"resp-fake\"");
    }
}
