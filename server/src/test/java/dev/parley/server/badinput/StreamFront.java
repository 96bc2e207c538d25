package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How each front streams text. */
enum StreamFront {
    OPENAI(Front.OPENAI, "/v1/chat/completions", "/messages/0/content", "/choices/0/delta/content"),
    CLAUDE(Front.CLAUDE, "/v1/messages", "/messages/0/content", "/delta/text"),
    RESPONSES(Front.RESPONSES, "/v1/responses", "/input/0/content", "/delta"),
    REST(Front.REST, "/api/v1/chat/stream", "/messages/0/parts/0/text/text", "/partDelta/text");

    final String path;

    private final Front front;
    private final String asked;
    private final String answered;

    StreamFront(Front front, String path, String asked, String answered) {
        this.front = front;
        this.path = path;
        this.asked = asked;
        this.answered = answered;
    }

    /** A request for a stream that says this text. */
    byte[] request(String text) {
        ObjectNode request = (ObjectNode) Json.read(front == Front.REST ? front.good() : front.with("'stream':true"));
        int last = asked.lastIndexOf('/');
        ((ObjectNode) request.at(asked.substring(0, last)))
                .set(asked.substring(last + 1), JsonNodeFactory.instance.textNode(text));
        return request.toString().getBytes(UTF_8);
    }

    /** The text that a stream says. */
    String text(String events) {
        StringBuilder text = new StringBuilder();
        events.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line ->
                        text.append(Json.read(line.substring(6)).at(answered).asText("")));
        return text.toString();
    }
}
