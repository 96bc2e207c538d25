package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Tool;

/** The web search that the host runs. */
public final class GeminiSearch {
    private static final String TYPE = "googleSearch";

    /** The tool that lets a model search. */
    public static final Tool TOOL = Tool.newBuilder()
            .setOpaque(Opaque.newBuilder()
                    .setDialect(GeminiDialect.NAME)
                    .setType(TYPE)
                    .setJson("{\"" + TYPE + "\":{}}"))
            .build();

    private GeminiSearch() {}
}
