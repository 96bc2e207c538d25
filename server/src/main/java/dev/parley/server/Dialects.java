package dev.parley.server;

import dev.parley.server.dialect.CallIds;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.gemini.GeminiDialect;
import dev.parley.server.dialect.gemini.ThinkingBudgets;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.dialect.puter.PuterDialect;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.usage.TokenEstimator;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;

/** The dialects in use. Part of the composition root. */
final class Dialects {
    private final SecureRandom random = new SecureRandom();
    private final CallIds calls = new CallIds("call_", random);
    private final CallIds toolUses = new CallIds("toolu_", random);
    private final ClaudeDialect claude = new ClaudeDialect(toolUses, TokenEstimator::prompt);
    private final OpenAiStyle style;
    private final OpenAiDialect openAi;
    private final ResponsesDialect responses;

    /** {@code style} is that of listeners that do not say otherwise. */
    Dialects(OpenAiStyle style) {
        this.style = style;
        this.openAi = new OpenAiDialect(style, calls);
        this.responses = new ResponsesDialect(openAi);
    }

    OpenAiDialect openAi() {
        return openAi;
    }

    OpenAiDialect openAi(UnaryOperator<OpenAiStyle> other) {
        return new OpenAiDialect(other.apply(style), calls);
    }

    ResponsesDialect responses() {
        return responses;
    }

    ClaudeDialect claude() {
        return claude;
    }

    /** {@code budgets} are what each effort may think. */
    GeminiDialect gemini(ThinkingBudgets budgets) {
        return new GeminiDialect(calls, budgets);
    }

    /** An id for a call that a provider does not make itself, as callers of this dialect know them. Thread-safe. */
    String callId(String dialect) {
        return (dialect.equals(claude.name()) ? toolUses : calls).get();
    }

    /** {@code drivers} tells a model's driver. */
    PuterDialect puter(UnaryOperator<String> drivers) {
        return new PuterDialect(drivers, calls);
    }
}
