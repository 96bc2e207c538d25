package dev.parley.bench;

import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;

/** The dialects whose codecs are measured. */
public enum Wire {
    OPENAI(new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1")),
    CLAUDE(new ClaudeDialect(() -> "toolu_1", request -> 1));

    final NorthDialect dialect;

    Wire(NorthDialect dialect) {
        this.dialect = dialect;
    }
}
