package dev.parley.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** Anthropic's Messages API. */
final class ClaudeWire {
    private ClaudeWire() {}

    static Seen ask(int port, Wire.Ask ask) {
        HttpResponse<String> reply =
                Caller.post(port, "/anthropic/v1/messages", """
                {"model":"%s","stream":%s,"max_tokens":100,"messages":[{"role":"user","content":"hi"}]}""".formatted(ask.model(), ask.stream()));
        return reply.statusCode() == 200 && ask.stream() ? stream(reply) : whole(reply);
    }

    private static Seen whole(HttpResponse<String> reply) {
        JsonNode body = Caller.json(reply.body());
        boolean failed = body.path("type").asText().equals("error");
        return new Seen(
                reply.statusCode(),
                body.at("/error/details/error_code").asText(),
                body.at("/content/0/text").asText(),
                body.path("stop_reason").asText(),
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
        boolean error = false;
        for (Frame frame : Frame.of(reply.body())) {
            JsonNode data = Caller.json(frame.data());
            text.append(data.at("/delta/text").asText());
            reason += data.at("/error/details/error_code").asText();
            finish += data.at("/delta/stop_reason").asText("");
            ended |= frame.event().equals("message_stop");
            error |= frame.event().equals("error");
        }
        return new Seen(200, reason, text.toString(), finish, ended, error, 0, Caller.raw(reply));
    }
}
