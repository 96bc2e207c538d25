package dev.parley.testkit;

import java.util.stream.Stream;

/** The Messages API's rule for prompt-cache breakpoints. */
final class AnthropicCacheMarks {
    private static final int MOST = 4;

    private AnthropicCacheMarks() {}

    static void check(Node body) {
        Stream<Node> blocks = body.at("messages").items().stream().flatMap(AnthropicCacheMarks::content);
        Stream<Node> marked = Stream.of(
                        Stream.of(body), body.at("system").items().stream(), body.at("tools").items().stream(), blocks)
                .flatMap(nodes -> nodes)
                .filter(node -> node.has("cache_control"));
        long found = marked.count();
        Refusal.unless(
                found <= MOST,
                "A maximum of " + MOST + " blocks with cache_control may be provided. Found " + found + '.');
    }

    /** The blocks inside a message or a tool's result, at any depth. */
    private static Stream<Node> content(Node holder) {
        return holder.at("content").items().stream().flatMap(block -> Stream.concat(Stream.of(block), content(block)));
    }
}
