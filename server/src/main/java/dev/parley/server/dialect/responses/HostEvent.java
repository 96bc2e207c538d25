package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;

/** One event of a stream as a host sends it. A text that it does not have is empty, an index -1. */
final class HostEvent {
    String type = "";
    String itemId = "";
    int outputIndex = -1;
    int contentIndex = -1;
    int summaryIndex = -1;
    String delta = "";
    /** The whole text, refusal, arguments or input. */
    String text = "";

    String logprobs = "";
    boolean error;
    private String item = "{}";
    private String part = "{}";
    private String response = "{}";
    private String annotation = "{}";

    /** Reads one frame; fails if it is no JSON object. */
    static HostEvent read(byte[] frame) {
        HostEvent event = new HostEvent();
        JsonReader in = JsonReader.of(frame);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull()) {
                in.skip();
            } else {
                event.field(name, in);
            }
        }
        in.end();
        return event;
    }

    HostFields item() {
        return HostFields.read(JsonReader.of(item));
    }

    HostContent content() {
        return HostContent.read(part);
    }

    HostResponse response() {
        return HostResponse.read(JsonReader.of(response));
    }

    Citation annotation() {
        return ResponsesCitation.read(JsonReader.of(annotation));
    }

    private void field(String field, JsonReader in) {
        switch (field) {
            case "type" -> type = Lenient.text(in);
            case "item_id" -> itemId = Lenient.text(in);
            case "output_index" -> outputIndex = Math.max(Lenient.index(in, -1), -1);
            case "content_index" -> contentIndex = Lenient.index(in, -1);
            case "summary_index" -> summaryIndex = Lenient.index(in, -1);
            case "delta" -> delta = Lenient.text(in);
            case "text", "refusal", "arguments", "input" -> text = Lenient.text(in);
            case "logprobs" -> logprobs = HostContent.logprobs(in);
            case "item" -> item = in.raw();
            case "part" -> part = in.raw();
            case "response" -> response = in.raw();
            case "annotation" -> annotation = in.raw();
            case "error" -> {
                error = true;
                in.skip();
            }
            default -> in.skip();
        }
    }
}
