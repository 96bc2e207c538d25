package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes a whole answer; of several candidates the first, because this dialect knows of one (CL-08). */
final class ClaudeResponseWriter {
    private ClaudeResponseWriter() {}

    static byte[] write(ChatResponse response) {
        return JsonWriter.document(out -> write(response, out));
    }

    private static void write(ChatResponse response, JsonWriter out) {
        Candidate first = response.getCandidates(0);
        List<Part> parts = first.getMessage().getPartsList();
        MergedObject message = MergedObject.begin(out, ClaudeDialect.NAME, response.getExtensionsList());
        message.add(first.getFinish().getExtensionsList());
        message.name("id").value(ClaudeMessageId.of(response.getId()));
        message.name("type").value("message");
        message.name("role").value("assistant");
        message.name("model").value(response.getModel());
        message.name("content").beginArray();
        AnswerBlock blocks = new AnswerBlock(out);
        parts.stream().filter(AnswerBlock::exists).forEach(blocks::write);
        out.endArray();
        ClaudeFinish.write(first.getFinish(), parts.stream().anyMatch(Part::hasRefusal), message);
        message.name("usage");
        ClaudeUsage.write(response.getUsage(), out);
        message.end();
    }
}
