package dev.parley.server.wires;

import dev.parley.testkit.Reply;

/** Answers that an OpenAI-compatible host gives. */
final class Hosts {
    private Hosts() {}

    /** A whole answer. */
    static Reply whole(String text) {
        return Reply.json(200, """
                {"id":"up-1","object":"chat.completion","created":1700000000,"model":"gpt-4-0613",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""".formatted(text));
    }

    /** A streamed answer, word by word. */
    static Reply stream(String... pieces) {
        Reply reply = begin();
        for (String piece : pieces) {
            reply.event(delta(piece));
        }
        return end(reply);
    }

    static Reply begin() {
        return Reply.sse().event(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    }

    static Reply end(Reply reply) {
        return reply.event(chunk("{}", "\"stop\""))
                .event(
                        "{\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4-0613\","
                                + "\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}")
                .event("[DONE]");
    }

    static String delta(String piece) {
        return chunk("{\"content\":\"" + piece + "\"}", "null");
    }

    static Reply error(int status, String message, String... headers) {
        return Reply.json(
                status,
                "{\"error\":{\"message\":\"%s\",\"type\":\"error\",\"code\":null,\"param\":null}}".formatted(message),
                headers);
    }

    private static String chunk(String delta, String finish) {
        return ("{\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4-0613\","
                        + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}")
                .formatted(delta, finish);
    }
}
