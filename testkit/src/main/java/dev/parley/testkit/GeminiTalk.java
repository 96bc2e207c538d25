package dev.parley.testkit;

import java.util.List;

/** What the fake models say where a test does not: of each kind of answer one. */
final class GeminiTalk {
    private GeminiTalk() {}

    /** The answer of a model to a request. */
    static Reply answer(String model, ReceivedRequest request) {
        if (request.path().endsWith(":batchEmbedContents")) {
            return EmbeddingAnswers.gemini(request);
        }
        if (request.path().endsWith(":predict")) {
            return EmbeddingAnswers.vertex(request);
        }
        return model.contains("image") ? image(request) : GeminiAnswers.to(request, said(Node.parse(request.body())));
    }

    private static Answer said(Node body) {
        List<Node> tools = body.at("tools").items();
        boolean answered = body.at("contents").items().stream()
                .flatMap(content -> content.at("parts").items().stream())
                .anyMatch(part -> part.has("functionResponse"));
        Answer answer = tools.isEmpty() || answered
                ? Answer.text("Hello there")
                : Answer.calls(
                        call(tools.getFirst().at("functionDeclarations").items().getFirst()));
        Node thinking = body.at("generationConfig").at("thinkingConfig");
        return Boolean.TRUE.equals(thinking.at("includeThoughts").value())
                ? answer.after("The user wants an answer.")
                : answer;
    }

    private static Answer.Call call(Node tool) {
        return new Answer.Call("", tool.text("name"), "{\"city\":\"beijing\"}");
    }

    private static Reply image(ReceivedRequest request) {
        String answer = """
                {"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"%s"}}]},\
                "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":%d,"candidatesTokenCount":%d}}""".formatted(OpenAiImageAnswers.DOT, Answer.INPUT, Answer.OUTPUT);
        boolean stream = request.path().contains(":streamGenerateContent");
        return stream ? Reply.sse().event(answer) : Reply.json(200, answer);
    }
}
