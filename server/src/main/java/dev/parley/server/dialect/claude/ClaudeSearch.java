package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Tool;

/** The web search that the host runs. */
public final class ClaudeSearch {
    private static final String TYPE = "web_search_20250305";

    /** The tool that lets a model search. */
    public static final Tool TOOL = Tool.newBuilder()
            .setOpaque(Opaque.newBuilder()
                    .setDialect(ClaudeDialect.NAME)
                    .setType(TYPE)
                    .setJson("{\"type\":\"" + TYPE + "\",\"name\":\"web_search\"}"))
            .build();

    private ClaudeSearch() {}
}
