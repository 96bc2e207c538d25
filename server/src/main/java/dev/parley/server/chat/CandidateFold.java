package dev.parley.server.chat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;

/** Folds the events of one candidate. */
final class CandidateFold {
    private final Candidate.Builder candidate = Candidate.newBuilder();
    private final ChatMessage.Builder message = ChatMessage.newBuilder().setRole(Role.ROLE_ASSISTANT);
    private final LogprobsFold logprobs = new LogprobsFold();
    private final StringBuilder text = new StringBuilder();
    private ByteString data = ByteString.EMPTY;
    private Part.Builder part = Part.newBuilder();

    CandidateFold(int index) {
        candidate.setIndex(index);
    }

    void start(Part opened) {
        part = opened.toBuilder();
    }

    void grow(PartDelta delta) {
        logprobs.add(delta.getLogprobsJson());
        switch (delta.getDeltaCase()) {
            case TEXT -> text.append(delta.getText());
            case ARGUMENTS_JSON -> text.append(delta.getArgumentsJson());
            case SUMMARY -> summary(delta.getSummary());
            case SUMMARY_BREAK -> part.getThoughtBuilder().addSummaries("");
            case DATA -> data = data.concat(delta.getData());
            case CITATION -> part.getTextBuilder().addCitations(delta.getCitation());
            case SIGNATURE -> part.setSignature(delta.getSignature());
            case SEALED -> part.getThoughtBuilder().setSealed(delta.getSealed());
            case OPAQUE_JSON -> part.getOpaqueBuilder().setJson(delta.getOpaqueJson());
            case DELTA_NOT_SET -> {}
        }
    }

    void end(PartDone done) {
        message.addParts(whole().addAllExtensions(done.getExtensionsList()));
        text.setLength(0);
        data = ByteString.EMPTY;
    }

    void finish(Finish finish) {
        candidate.setFinish(finish);
    }

    /** The candidate so far, an open part included only as far as it is done. */
    Candidate build() {
        return candidate.setMessage(message).setLogprobsJson(logprobs.json()).build();
    }

    private void summary(String more) {
        Thought.Builder thought = part.getThoughtBuilder();
        if (thought.getSummariesCount() == 0) {
            thought.addSummaries("");
        }
        int last = thought.getSummariesCount() - 1;
        thought.setSummaries(last, thought.getSummaries(last) + more);
    }

    private Part.Builder whole() {
        if (text.length() > 0) {
            String more = text.toString();
            switch (part.getKindCase()) {
                case TEXT -> part.getTextBuilder().setText(part.getText().getText() + more);
                case THOUGHT ->
                    part.getThoughtBuilder().setText(part.getThought().getText() + more);
                case REFUSAL ->
                    part.getRefusalBuilder().setText(part.getRefusal().getText() + more);
                case TOOL_CALL -> input(part.getToolCallBuilder(), more);
                case MEDIA, TOOL_RESULT, OPAQUE, KIND_NOT_SET ->
                    throw new IllegalStateException("text in a part of kind " + part.getKindCase());
            }
        }
        if (!data.isEmpty()) {
            part.getMediaBuilder().setData(part.getMedia().getData().concat(data));
        }
        return part;
    }

    private static void input(ToolCall.Builder call, String more) {
        if (call.hasRawInput()) {
            call.setRawInput(call.getRawInput() + more);
        } else {
            call.setArgumentsJson(call.getArgumentsJson() + more);
        }
    }
}
