package dev.parley.server.provider;

import dev.parley.chat.v1.Tool;

/** A provider whose host can search the web for its models. */
public interface WebSearch {
    /** The tool that lets a model do so, in the provider's own dialect. */
    Tool searchTool();
}
