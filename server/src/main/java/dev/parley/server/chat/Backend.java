package dev.parley.server.chat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.FallbackSettings;
import dev.parley.server.config.RetrySettings;
import dev.parley.server.config.Timeouts;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.pool.RetryBudget;
import dev.parley.server.provider.ImageMaker;
import dev.parley.server.provider.Incapable;
import dev.parley.server.provider.Provider;
import dev.parley.server.routing.Target;
import dev.parley.server.tool.EmulatedTurn;
import dev.parley.server.tool.ToolEmulation;
import dev.parley.server.usage.TokenEstimator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A provider with what the pipeline needs to use it.
 *
 * @param pool its credentials
 * @param timeouts its time limits
 * @param retry how often one request is tried
 * @param budget what of that its host may still be asked while it fails
 * @param fallbacks models that stand in for others
 * @param tools gives its models tools; null: they have tools of their own
 * @param contextLimits by model, the tokens that a prompt is held to before a credential is used; empty: none is
 */
public record Backend(
        Provider provider,
        CredentialPool pool,
        Timeouts timeouts,
        RetrySettings retry,
        RetryBudget budget,
        FallbackSettings fallbacks,
        @Nullable ToolEmulation tools,
        Map<String, Integer> contextLimits) {
    private static final double FULL = 0.9;

    /** The same with other time limits and tries; calls that are under way may see it. */
    public Backend with(Timeouts otherTimeouts, RetrySettings otherRetry) {
        return new Backend(provider, pool, otherTimeouts, otherRetry, budget, fallbacks, tools, contextLimits);
    }

    /**
     * Refuses to ask for pictures what makes none (GM-16).
     *
     * @param declared whether operators say that the model makes them
     * @throws ChatException INVALID_REQUEST {@code model_not_capable}
     */
    void checkImages(ChatRequest request, Target target, boolean declared) {
        boolean capable = provider instanceof ImageMaker maker && (declared || maker.makesImages(target.model()));
        if (request.getOutputFormat().hasImage() && !capable) {
            throw Incapable.of(target, "pictures", "a model that does");
        }
    }

    /** How often one request is tried with the credentials that there are now. */
    RetrySettings attempts() {
        return retry.among(pool.size());
    }

    /** Counts an attempt; false: it repeats one that the host failed, and there were too many of these. */
    boolean spend(boolean repeat) {
        return budget.spend(retry.budget(), repeat);
    }

    /** A target of this provider, and what stands in for it. */
    Stream<Way> ways(Target target) {
        return new ModelFallbacks(fallbacks).ways(target);
    }

    /** The turn of a model for which tools are emulated; null: it is asked as the caller asks. */
    @Nullable
    EmulatedTurn emulated(ChatRequest request, String model, String dialect) {
        return tools == null ? null : tools.turn(request, model, dialect);
    }

    /**
     * Refuses a prompt that by estimate fills the model's context (MG-13).
     *
     * @throws ChatException CONTEXT_TOO_LONG {@code context_length_exceeded}
     */
    void checkContext(ChatRequest request, String model) {
        Integer limit = contextLimits.get(model);
        if (limit == null) {
            return;
        }
        long tokens = TokenEstimator.prompt(request);
        if (tokens > limit * FULL) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG,
                            Blame.REQUEST,
                            "context_length_exceeded",
                            "The prompt has about %d tokens (expected: at most 90 %% of the %d that '%s' takes)."
                                    .formatted(tokens, limit, model))
                    .param("messages")
                    .build();
        }
    }
}
