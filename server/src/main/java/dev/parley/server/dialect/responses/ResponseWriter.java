package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer. There is one on this wire: of several candidates, the first. */
final class ResponseWriter {
    private static final String NO_ITEMS = "[]";

    private ResponseWriter() {}

    /** A kept answer; one without an answer was cancelled. */
    static byte[] write(KeptResponse kept) {
        ChatRequest request = kept.getRequest();
        if (kept.hasResponse()) {
            return write(request, kept.getResponse());
        }
        ResponseObject.Head head = new ResponseObject.Head(
                kept.getId(), request.getModel(), kept.getCreateTime().getSeconds(), List.of());
        ToolNames tools = new ToolNames(request.getToolsList());
        return JsonWriter.document(
                out -> new ResponseObject(request, tools).write(head, Outcome.CANCELLED, NO_ITEMS, null, out));
    }

    /** The answer to this request. */
    static byte[] write(ChatRequest request, ChatResponse response) {
        View view = View.of(request);
        Candidate candidate =
                response.getCandidatesCount() == 0 ? Candidate.getDefaultInstance() : response.getCandidates(0);
        Outcome outcome = Outcome.of(candidate.getFinish());
        List<Extension> extensions = new ArrayList<>(response.getExtensionsList());
        extensions.addAll(candidate.getFinish().getExtensionsList());
        ResponseObject.Head head = new ResponseObject.Head(
                response.getId(), response.getModel(), response.getCreateTime().getSeconds(), extensions);
        String items = items(parts(candidate), ItemIds.ofAnswer(response.getId()), outcome, view);
        return JsonWriter.document(
                out -> new ResponseObject(request, view.tools()).write(head, outcome, items, response.getUsage(), out));
    }

    /** The parts, of which the first text has the log probabilities. */
    private static List<Part> parts(Candidate candidate) {
        List<Part> parts = new ArrayList<>(candidate.getMessage().getPartsList());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).hasText()) {
                String list = Logprobs.list(candidate.getLogprobsJson());
                parts.set(i, GrowingMessage.withLogprobs(parts.get(i), list));
                return parts;
            }
        }
        return parts;
    }

    private static String items(List<Part> parts, ItemIds ids, Outcome outcome, View view) {
        List<Item> items = Item.of(parts, view.tools());
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String id = ids.of(item.parts().getFirst().getId(), item.type(), i);
            Outcome at = i == items.size() - 1 ? outcome : Outcome.COMPLETED;
            list.append(i == 0 ? "" : ",").append(ItemWriter.json(item, id, at.ofLast(item), view));
        }
        return list.append(']').toString();
    }
}
