package dev.parley.fuzz;

import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionDialect;
import dev.parley.server.dialect.deepseek.SessionFormat;
import dev.parley.server.dialect.gemini.GeminiDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiImagesDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.dialect.puter.PuterDialect;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.usage.TokenEstimator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All dialects, whose made-up ids are the same every time. */
final class Dialects {
    private Dialects() {}

    static OpenAiDialect openAi() {
        return new OpenAiDialect(OpenAiStyle.STANDARD, ids());
    }

    static ResponsesDialect responses() {
        return new ResponsesDialect(openAi());
    }

    static ClaudeDialect claude() {
        return new ClaudeDialect(ids(), TokenEstimator::prompt);
    }

    static GeminiDialect gemini() {
        return new GeminiDialect(ids());
    }

    static PuterDialect puter() {
        return new PuterDialect(model -> "openai-completion", ids());
    }

    static SessionDialect session() {
        SessionFormat format = SessionFormat.of(Map.of("citations", "annotate"));
        return new SessionDialect(format, "s1", DeepSeekModel.REASONER_SEARCH);
    }

    static List<NorthDialect> north() {
        return List.of(openAi(), responses(), claude());
    }

    static List<SouthDialect> south() {
        return List.of(openAi(), responses(), claude(), gemini(), puter(), session(), new OpenAiImagesDialect());
    }

    private static Supplier<String> ids() {
        AtomicInteger last = new AtomicInteger();
        return () -> "call_" + last.incrementAndGet();
    }
}
