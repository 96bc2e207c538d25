package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items of an answer, by which callers may refer to them. */
public final class OutputItems {
    private OutputItems() {}

    /** What each item is made of, by the id that it has on this wire. */
    public static Map<String, List<Part>> of(ChatRequest request, ChatResponse response) {
        Map<String, List<Part>> byId = new LinkedHashMap<>();
        ItemIds ids = ItemIds.ofAnswer(response.getId());
        for (Candidate candidate :
                response.getCandidatesList().stream().limit(1).toList()) {
            List<Item> items = Item.of(candidate.getMessage().getPartsList(), new ToolNames(request.getToolsList()));
            for (Item item : items) {
                byId.put(ids.of(item.parts().getFirst().getId(), item.type(), byId.size()), item.parts());
            }
        }
        return byId;
    }
}
