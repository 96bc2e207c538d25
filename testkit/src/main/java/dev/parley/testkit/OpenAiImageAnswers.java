package dev.parley.testkit;

import java.util.Collections;

/** Answers of a host that makes pictures in OpenAI's way. */
public final class OpenAiImageAnswers {
    /** A PNG of one dot, in base64. */
    public static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private OpenAiImageAnswers() {}

    /** As many dots as were asked for. */
    public static Reply to(ReceivedRequest request) {
        Node body = Node.parse(request.body());
        int count = body.at("n").value() instanceof Integer n ? n : 1;
        String revised = body.text("model").startsWith("dall-e") ? ",\"revised_prompt\":\"One dot\"" : "";
        return pictures("{\"b64_json\":\"%s\"%s}".formatted(DOT, revised), count);
    }

    /** An answer with this picture so many times: an object of its list. */
    public static Reply pictures(String picture, int count) {
        return Reply.json(200, """
                {"created":1700000000,"background":"opaque","output_format":"png","quality":"low","size":"1024x1024",\
                "data":[%s],"usage":{"input_tokens":%d,"output_tokens":%d,"total_tokens":%d,\
                "input_tokens_details":{"text_tokens":%d,"image_tokens":0}}}""".formatted(
                        String.join(",", Collections.nCopies(count, picture)),
                        Answer.INPUT,
                        Answer.OUTPUT,
                        Answer.INPUT + Answer.OUTPUT,
                        Answer.INPUT));
    }
}
