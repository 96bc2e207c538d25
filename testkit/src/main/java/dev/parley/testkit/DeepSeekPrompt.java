package dev.parley.testkit;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a host with chat sessions is asked.
 *
 * @param thinks whether a thought is wanted before the answer
 * @param searches whether the web is to be searched
 */
public record DeepSeekPrompt(String text, boolean thinks, boolean searches) {
    private static final Pattern TOOL = Pattern.compile("(?m)^## (\\S+)$");

    static DeepSeekPrompt of(Node body) {
        return new DeepSeekPrompt(
                body.text("prompt"),
                Boolean.TRUE.equals(body.at("thinking_enabled").value()),
                Boolean.TRUE.equals(body.at("search_enabled").value()));
    }

    /** The first tool that the prompt tells of, as long as it has no result. */
    public Optional<String> tool() {
        return text.contains("\"tool_calls\"") && !text.contains("<tool_result")
                ? TOOL.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .map(line -> line.substring(3))
                        .findFirst()
                : Optional.empty();
    }
}
