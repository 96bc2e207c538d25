package dev.parley.server.dialect.claude;

/** Anthropic's messages, facing callers and facing hosts. */
public final class ClaudeDialect {
    static final String NAME = "claude";

    private ClaudeDialect() {}
}
