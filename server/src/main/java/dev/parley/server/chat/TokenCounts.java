package dev.parley.server.chat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.TokenCount;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.TokenCounter;
import dev.parley.server.routing.Router;
import dev.parley.server.routing.Target;
import dev.parley.server.tool.EmulatedTurn;
import dev.parley.server.usage.PromptTokens;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the input tokens of a request without running it. Takes no lease (DS-17). */
public final class TokenCounts {
    private static final Logger LOG = LoggerFactory.getLogger("parley.tokens");

    private final Recall recall;
    private final Validation validation;
    private final Router router;
    private final Map<String, Backend> backends;

    TokenCounts(Recall recall, Validation validation, Router router, Map<String, Backend> backends) {
        this.recall = recall;
        this.validation = validation;
        this.router = router;
        this.backends = backends;
    }

    /**
     * What the first target's provider counts if it has a counter, else what {@link PromptTokens} makes of it, marked
     * as an estimate (CL-12). Blocks while it is counted. Refuses what {@code Chat} would refuse.
     *
     * @param gone whether nobody wants to know any more; asked now and then
     */
    public TokenCount count(ChatCall call, BooleanSupplier gone) {
        ChatCall checked = validation.checked(recall.expanded(call));
        ChatRequest request = checked.request();
        Target target = router.decide(request.getModel(), checked.caller(), checked.dialect())
                .targets()
                .getFirst();
        Backend backend = backends.get(target.provider());
        EmulatedTurn turn = backend == null ? null : backend.emulated(request, target.model(), checked.dialect());
        if (turn != null) {
            request = turn.request();
        }
        if (backend != null && backend.provider() instanceof TokenCounter counter) {
            try {
                long tokens = counter.countTokens(
                        request, target.model(), backend.pool().any());
                return TokenCount.newBuilder().setInputTokens(tokens).build();
            } catch (ChatException e) {
                if (e.blame() == Blame.REQUEST) {
                    throw e;
                }
                LOG.debug("provider {} cannot count: {}", target.provider(), e.getMessage());
            }
        }
        return TokenCount.newBuilder()
                .setInputTokens(PromptTokens.count(request, target.model(), gone))
                .setEstimated(true)
                .build();
    }
}
