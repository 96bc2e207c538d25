package dev.parley.testkit;

import java.util.Set;

/** The rules of generateContent for how an answer is sampled, formed and thought about. */
final class GeminiConfig {
    private static final int MOST_STOPS = 5;

    private static final Set<String> FIELDS = Set.of(
            "audioTimestamp",
            "candidateCount",
            "enableEnhancedCivicAnswers",
            "frequencyPenalty",
            "imageConfig",
            "logprobs",
            "maxOutputTokens",
            "mediaResolution",
            "presencePenalty",
            "responseJsonSchema",
            "responseLogprobs",
            "responseMimeType",
            "responseModalities",
            "responseSchema",
            "routingConfig",
            "seed",
            "speechConfig",
            "stopSequences",
            "temperature",
            "thinkingConfig",
            "topK",
            "topP");

    private static final Set<String> RATIOS =
            Set.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

    private GeminiConfig() {}

    static void check(Node body, String model) {
        Node config = body.at("generationConfig");
        config.permit(FIELDS);
        range(config.at("temperature"), 0, 2);
        range(config.at("topP"), 0, 1);
        range(config.at("topK"), 1, Integer.MAX_VALUE);
        range(config.at("maxOutputTokens"), 1, Integer.MAX_VALUE);
        range(config.at("candidateCount"), 1, 8);
        range(config.at("seed"), Integer.MIN_VALUE, Integer.MAX_VALUE);
        range(config.at("logprobs"), 0, 20);
        config.at("logprobs")
                .require(!config.has("logprobs") || config.has("responseLogprobs"), "requires responseLogprobs");
        Node stops = config.at("stopSequences");
        stops.require(stops.items().size() <= MOST_STOPS, "The max number of stop sequences is 5");
        stops.items().forEach(stop -> stop.require(!stop.text().isEmpty(), "must not be empty"));
        form(config, body, model);
        pictures(config, model);
        thinking(config.at("thinkingConfig"), model);
    }

    private static void form(Node config, Node body, String model) {
        boolean json = config.text("responseMimeType").equals("application/json");
        boolean schemas = config.has("responseSchema") || config.has("responseJsonSchema");
        config.require(json || !schemas, "a response schema requires the response mime type 'application/json'");
        boolean tools = !body.at("tools").items().isEmpty();
        Refusal.unless(
                !json || !tools || isThird(model),
                "Function calling with a response mime type: 'application/json' is unsupported");
        boolean speaks = model.contains("tts") || model.contains("native-audio");
        boolean spoken =
                config.at("responseModalities").items().stream().anyMatch(modality -> "AUDIO".equals(modality.value()));
        config.at("responseModalities")
                .require(speaks || !spoken, "The requested response modality AUDIO is not supported by this model.");
        if (config.has("responseSchema")) {
            GeminiSchemas.check(config.at("responseSchema"));
        }
    }

    /** Models that make pictures make one at a time, and others none. */
    private static void pictures(Node config, String model) {
        boolean makes = model.contains("image");
        boolean wanted = config.at("responseModalities").items().stream()
                .anyMatch(word -> word.text().equals("IMAGE"));
        config.require(makes || !wanted, "Model does not support the requested response modalities: image");
        config.require(makes || !config.has("imageConfig"), "Image config is not supported for this model");
        Object count = config.at("candidateCount").value();
        config.require(!makes || count == null || count.equals(1), "Multiple candidates is not enabled for this model");
        Node image = config.at("imageConfig");
        image.permit(Set.of("aspectRatio", "imageSize"));
        image.at("aspectRatio")
                .require(
                        !image.has("aspectRatio") || RATIOS.contains(image.text("aspectRatio")),
                        "aspect_ratio must be one of " + RATIOS);
    }

    private static void thinking(Node thinking, String model) {
        if (thinking.value() == null) {
            return;
        }
        thinking.permit(Set.of("includeThoughts", "thinkingBudget", "thinkingLevel"));
        boolean both = thinking.has("thinkingBudget") && thinking.has("thinkingLevel");
        thinking.require(!both, "You can only set one of thinking budget and thinking level.");
        thinking.require(!model.matches("gemini-(1|2\\.0).*"), "Thinking is not enabled for this model");
        thinking.at("thinkingLevel")
                .require(
                        !thinking.has("thinkingLevel") || isThird(model),
                        "Thinking level is not supported for this model.");
        if (thinking.at("thinkingBudget").value() instanceof Number budget && budget.intValue() != -1) {
            budget(thinking.at("thinkingBudget"), budget.intValue(), model);
        }
        boolean off = Integer.valueOf(0).equals(thinking.at("thinkingBudget").value());
        boolean shown = Boolean.TRUE.equals(thinking.at("includeThoughts").value());
        thinking.require(!off || !shown, "includeThoughts is only enabled when thinking is enabled");
    }

    private static void budget(Node node, int budget, String model) {
        boolean pro = model.contains("pro");
        boolean lite = model.contains("lite");
        int most = pro ? 32_768 : 24_576;
        node.require(!pro || budget != 0, "Budget 0 is invalid. This model only works in thinking mode.");
        int least = pro ? 128 : lite && budget != 0 ? 512 : 0;
        node.require(
                budget >= least && budget <= most,
                "The thinking budget %d is invalid. Please choose a value between %d and %d."
                        .formatted(budget, least, most));
    }

    private static boolean isThird(String model) {
        return model.matches("gemini-[3-9].*");
    }

    private static void range(Node node, double least, double most) {
        if (node.value() != null) {
            node.require(node.value() instanceof Number, "must be a number");
            double value = node.value() instanceof Number number ? number.doubleValue() : 0;
            node.require(value >= least && value <= most, "must be in the range [%s, %s]".formatted(least, most));
        }
    }
}
