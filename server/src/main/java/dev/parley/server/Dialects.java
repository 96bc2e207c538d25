package dev.parley.server;

import dev.parley.server.dialect.CallIds;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.usage.TokenEstimator;
import java.security.SecureRandom;

/** The dialects in use, each made once. Part of the composition root. */
record Dialects(OpenAiDialect openAi, ClaudeDialect claude) {
    private static final CallIds CALLS = new CallIds("call_", new SecureRandom());
    private static final CallIds TOOL_USES = new CallIds("toolu_", new SecureRandom());

    static Dialects of(OpenAiStyle style) {
        return new Dialects(new OpenAiDialect(style, CALLS), new ClaudeDialect(TOOL_USES, TokenEstimator::prompt));
    }
}
