package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;

/** Writes a whole answer to a completions request. Of what a model says it tells the text alone. */
final class CompletionResponseWriter {
    static final String OBJECT = "text_completion";

    private final CompletionIncoming request;

    CompletionResponseWriter(CompletionIncoming request) {
        this.request = request;
    }

    byte[] write(ChatResponse response) {
        return JsonWriter.document(out -> {
            MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, response.getExtensionsList());
            object.name("id").value(CompletionIncoming.id(response.getId()));
            object.name("object").value(OBJECT);
            object.name("created").value(response.getCreateTime().getSeconds());
            object.name("model").value(response.getModel());
            object.name("choices").beginArray();
            response.getCandidatesList().forEach(candidate -> choice(candidate, out));
            out.endArray();
            object.name("usage");
            OpenAiUsage.write(response.getUsage(), out);
            object.end();
        });
    }

    private void choice(Candidate candidate, JsonWriter out) {
        int index = candidate.getIndex();
        choice(index, request.beginning(index) + text(candidate), candidate.getFinish(), out);
    }

    /** Writes a choice that has ended. */
    static void choice(int index, String text, Finish finish, JsonWriter out) {
        MergedObject choice = MergedObject.begin(out, OpenAiDialect.NAME, finish.getExtensionsList());
        choice.name("text").value(text);
        choice.name("index").value(index);
        choice.name("logprobs").nullValue();
        choice.name("finish_reason").value(OpenAiFinish.write(finish.getReason()));
        choice.text("native_finish_reason", OpenAiFinish.detail(finish));
        choice.end();
    }

    private static String text(Candidate candidate) {
        StringBuilder text = new StringBuilder();
        for (Part part : candidate.getMessage().getPartsList()) {
            text.append(part.getText().getText()).append(part.getRefusal().getText());
        }
        return text.toString();
    }
}
