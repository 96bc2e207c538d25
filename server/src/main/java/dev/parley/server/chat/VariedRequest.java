package dev.parley.server.chat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Reasoning;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.WebSearch;
import dev.parley.server.routing.ModelVariant;
import java.util.ArrayList;
import java.util.List;

/**
 * A request with what its model's name asks for beside it. What the request says itself stands, and is the only thing
 * that is sent (GM-41).
 *
 * @param dropped what of the name could not be had, as a path
 */
record VariedRequest(ChatRequest request, List<String> dropped) {
    private static final String THINKING = "model.thinking";
    private static final String SEARCH = "model.search";

    static VariedRequest of(ChatCall call, ModelVariant variant, Provider provider) {
        ChatRequest asked = call.request();
        if (!call.isTurn() || variant.equals(ModelVariant.PLAIN)) {
            return new VariedRequest(asked, List.of());
        }
        ChatRequest.Builder request = asked.toBuilder();
        List<String> dropped = new ArrayList<>();
        think(request, variant, dropped);
        search(request, variant, provider, dropped);
        if (variant.image() && asked.getOutputFormat().getModalitiesCount() == 0) {
            request.getOutputFormatBuilder().addModalities("text").addModalities("image");
        }
        return new VariedRequest(request.build(), List.copyOf(dropped));
    }

    private static void think(ChatRequest.Builder request, ModelVariant variant, List<String> dropped) {
        String effort = variant.thinking().effort();
        Reasoning said = request.getReasoning();
        if (effort.isEmpty()) {
            return;
        }
        if (said.hasBudgetTokens() || !said.getEffort().isEmpty()) {
            dropped.add(THINKING);
        } else {
            request.getReasoningBuilder().setEffort(effort);
        }
    }

    /** A caller that brings tools has said which ones; not every host takes a search beside them. */
    private static void search(
            ChatRequest.Builder request, ModelVariant variant, Provider provider, List<String> dropped) {
        if (!variant.search()) {
            return;
        }
        if (request.getToolsCount() == 0 && provider instanceof WebSearch web) {
            request.addTools(web.searchTool());
        } else {
            dropped.add(SEARCH);
        }
    }
}
