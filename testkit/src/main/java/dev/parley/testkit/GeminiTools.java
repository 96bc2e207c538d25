package dev.parley.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of generateContent for tools and the choice among them. */
final class GeminiTools {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,63}");
    private static final Set<String> KINDS =
            Set.of("functionDeclarations", "googleSearch", "codeExecution", "urlContext", "googleSearchRetrieval");
    private static final Set<String> MODES = Set.of("AUTO", "ANY", "NONE", "VALIDATED");
    private static final Set<String> FIELDS = Set.of(
            "name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "behavior");

    private GeminiTools() {}

    static void check(Node body) {
        Set<String> names = new HashSet<>();
        for (Node tool : body.at("tools").items()) {
            tool.permit(KINDS);
            tool.require(!tool.fields().isEmpty(), "tool_type must be set");
            for (Node function : tool.at("functionDeclarations").items()) {
                function(function);
                function.require(
                        names.add(function.text("name")),
                        "Duplicate function declaration found: " + function.text("name"));
            }
        }
        choice(body.at("toolConfig"), names);
        called(body, names);
    }

    static void name(Node name) {
        name.require(NAME.matcher(name.text()).matches(), """
                Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), \
                underscores (_), dots (.), colons (:) or dashes (-), with a maximum length of 64.""");
    }

    private static void function(Node function) {
        function.permit(FIELDS);
        name(function.at("name"));
        boolean both = function.has("parameters") && function.has("parametersJsonSchema");
        function.require(!both, "parameters and parametersJsonSchema are mutually exclusive");
        Node json = function.at("parametersJsonSchema");
        json.require(json.value() == null || json.isObject(), "must be an object");
        Node parameters = function.at("parameters");
        if (parameters.value() != null) {
            GeminiSchemas.check(parameters);
            parameters.require(parameters.text("type").equalsIgnoreCase("object"), "schema should be of type OBJECT");
        }
    }

    private static void choice(Node config, Set<String> names) {
        if (config.value() == null) {
            return;
        }
        config.permit(Set.of("functionCallingConfig", "retrievalConfig"));
        Node calling = config.at("functionCallingConfig");
        calling.permit(Set.of("mode", "allowedFunctionNames"));
        String mode = calling.text("mode");
        calling.at("mode").require(MODES.contains(mode), "Invalid value: \"" + mode + '"');
        calling.require(!names.isEmpty(), "Function calling config is set without function_declarations.");
        for (Node name : calling.at("allowedFunctionNames").items()) {
            boolean limits = mode.equals("ANY") || mode.equals("VALIDATED");
            name.require(limits, "should only be set when the function calling mode is ANY");
            name.require(names.contains(name.text()), "no such function was declared: " + name.text());
        }
    }

    private static void called(Node body, Set<String> names) {
        for (Node content : body.at("contents").items()) {
            for (Node part : content.at("parts").items()) {
                String name = part.at("functionCall").text("name");
                part.require(name.isEmpty() || !names.isEmpty(), "a function is called, but no functions are declared");
            }
        }
    }
}
