package dev.parley.server.faults;

import java.util.ArrayList;
import java.util.List;

/** An event of a stream that the gateway wrote. */
record Frame(String event, String data) {
    /** Those of a body; its comments are passed over, and anything else is not allowed. */
    static List<Frame> of(String body) {
        List<Frame> frames = new ArrayList<>();
        if (!body.endsWith("\n\n")) {
            throw new AssertionError("the stream ends within an event: " + body);
        }
        for (String block : body.split("\n\n")) {
            String event = "";
            String data = "";
            for (String line : block.split("\n")) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (!line.startsWith(":")) {
                    throw new AssertionError("no line of an event stream: " + line);
                }
            }
            if (!data.isEmpty()) {
                frames.add(new Frame(event, data));
            }
        }
        return frames;
    }
}
