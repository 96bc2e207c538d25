package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;

/** Writes a whole answer. */
final class OpenAiResponseWriter {
    private final JsonWriter out;
    private final boolean nullFields;

    private OpenAiResponseWriter(JsonWriter out, boolean nullFields) {
        this.out = out;
        this.nullFields = nullFields;
    }

    /** {@code nullFields} as in {@link OpenAiStyle}. */
    static byte[] write(ChatResponse response, boolean nullFields) {
        return JsonWriter.document(out -> new OpenAiResponseWriter(out, nullFields).response(response));
    }

    private void response(ChatResponse response) {
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, response.getExtensionsList());
        object.name("id").value(response.getId());
        object.name("object").value("chat.completion");
        object.name("created").value(response.getCreateTime().getSeconds());
        object.name("model").value(response.getModel());
        object.name("choices").beginArray();
        response.getCandidatesList().forEach(this::choice);
        out.endArray();
        if (response.hasUsage()) {
            object.name("usage");
            OpenAiUsage.write(response.getUsage(), out);
        }
        object.end();
    }

    private void choice(Candidate candidate) {
        MergedObject choice = MergedObject.begin(
                out, OpenAiDialect.NAME, candidate.getFinish().getExtensionsList());
        choice.name("index").value(candidate.getIndex());
        choice.name("message");
        message(candidate);
        String logprobs = candidate.getLogprobsJson();
        if (nullFields || !logprobs.isEmpty()) {
            choice.name("logprobs").raw(logprobs.isEmpty() ? "null" : logprobs);
        }
        choice.name("finish_reason")
                .value(OpenAiFinish.write(candidate.getFinish().getReason()));
        choice.text("native_finish_reason", OpenAiFinish.detail(candidate.getFinish()));
        choice.end();
    }

    private void message(Candidate candidate) {
        AnswerFields fields = new AnswerFields(nullFields);
        for (Part part : candidate.getMessage().getPartsList()) {
            fields.add(part);
        }
        fields.write(
                MergedObject.begin(
                        out, OpenAiDialect.NAME, candidate.getMessage().getExtensionsList()),
                out);
    }
}
