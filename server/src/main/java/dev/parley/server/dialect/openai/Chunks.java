package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** What the frames of all streams of this dialect have around what they say. */
final class Chunks {
    static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);
    static final byte[] HEARTBEAT = ": keep-alive\n\n".getBytes(UTF_8);

    private Chunks() {}

    /** A frame up to its chunk's list of choices; {@code object} is the word for such chunks. */
    static String head(String id, String object, Started started, List<Extension> extensions) {
        String whole = JsonWriter.line(out -> {
            MergedObject chunk = MergedObject.begin(out, OpenAiDialect.NAME, extensions);
            chunk.name("id").value(id);
            chunk.name("object").value(object);
            chunk.name("created").value(started.getCreateTime().getSeconds());
            chunk.name("model").value(started.getModel());
            chunk.end();
        });
        return "data: " + whole.substring(0, whole.length() - 1) + ",\"choices\":[";
    }

    /** A frame from the end of its chunk's list of choices. */
    static String tail(UsagePlace usage) {
        return usage == UsagePlace.OWN_CHUNK ? "],\"usage\":null}\n\n" : "]}\n\n";
    }

    /** Appends the frame that ends a stream which failed. */
    static void error(ChatError error, ByteSink out) {
        out.text("data: ");
        out.write(OpenAiErrorWriter.write(error, OpenAiStyle.STANDARD.authErrorType()));
        out.text("\n\n");
    }
}
