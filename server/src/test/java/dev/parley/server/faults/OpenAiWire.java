package dev.parley.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** OpenAI's chat API. */
final class OpenAiWire {
    private OpenAiWire() {}

    static Seen ask(int port, Wire.Ask ask) {
        HttpResponse<String> reply =
                Caller.post(port, "/v1/chat/completions", """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"hi"}]}""".formatted(ask.model(), ask.stream()));
        return reply.statusCode() == 200 && ask.stream() ? stream(reply) : whole(reply);
    }

    private static Seen whole(HttpResponse<String> reply) {
        JsonNode body = Caller.json(reply.body());
        JsonNode choice = body.at("/choices/0");
        boolean failed = body.has("error");
        return new Seen(
                reply.statusCode(),
                failed ? body.at("/error/code").asText() : "",
                choice.at("/message/content").asText(),
                choice.at("/finish_reason").asText(),
                !failed,
                failed,
                reply.headers().firstValueAsLong("retry-after").orElse(0),
                Caller.raw(reply));
    }

    private static Seen stream(HttpResponse<String> reply) {
        StringBuilder text = new StringBuilder();
        String reason = "";
        String finish = "";
        boolean ended = false;
        for (Frame frame : Frame.of(reply.body())) {
            if (frame.data().equals("[DONE]")) {
                ended = true;
                continue;
            }
            JsonNode data = Caller.json(frame.data());
            text.append(data.at("/choices/0/delta/content").asText());
            reason += data.at("/error/code").asText();
            finish += data.at("/choices/0/finish_reason").asText("").replace("null", "");
        }
        return new Seen(200, reason, text.toString(), finish, ended, !reason.isEmpty(), 0, Caller.raw(reply));
    }
}
