package dev.parley.server.tool;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.config.ToolEmulationSettings.Template;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells calls and results as text, by a template (TOOL-03). */
final class CallTexts {
    private static final Pattern PLACE = Pattern.compile("\\{(id|name|arguments|content)}");
    private static final Pattern TOKEN = Pattern.compile("[<\\[][^\\s<>\\[\\]\"'={}]+");

    /** Shows nothing, and breaks a word up. */
    private static final String BREAK = "\u200B";

    private final Template template;
    private final List<String> tokens;

    CallTexts(Template template) {
        this.template = template;
        this.tokens = Stream.of(template.call(), template.result())
                .flatMap(text -> TOKEN.matcher(text).results())
                .map(token -> token.group())
                .distinct()
                .toList();
    }

    String call(ToolCall call) {
        String arguments = call.hasRawInput() ? call.getRawInput() : call.getArgumentsJson();
        return fill(
                template.call(),
                Map.of(
                        "id",
                        call.getCallId(),
                        "name",
                        call.getName(),
                        "arguments",
                        arguments.isBlank() ? WrittenArguments.NONE : arguments));
    }

    /** {@code name} is the tool's. Content that is no text is not in it. */
    String result(ToolResult result, String name) {
        String text = result.getContentList().stream()
                .filter(Part::hasText)
                .map(part -> part.getText().getText())
                .collect(Collectors.joining("\n"));
        String content = text.isEmpty() ? "null" : text;
        String told = result.getIsError() ? "Error: " + content : content;
        return fill(template.result(), Map.of("id", result.getCallId(), "name", name, "content", told));
    }

    /** A text of others, in which none of the template's control tokens is one. */
    String neutral(String text) {
        String neutral = text;
        for (String token : tokens) {
            neutral = neutral.replace(token, token.charAt(0) + BREAK + token.substring(1));
        }
        return neutral;
    }

    private String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(
                        place -> Matcher.quoteReplacement(neutral(values.getOrDefault(place.group(1), place.group()))));
    }
}
