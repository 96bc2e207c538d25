package dev.parley.testkit;

import java.util.Set;

/** What OpenAI's image generations refuse, by the model. Hosts of other models take what OpenAI's newest do. */
enum OpenAiImageRules {
    GPT_IMAGE(
            "gpt-image-1",
            10,
            Set.of(
                    "background",
                    "complexity",
                    "frame_count",
                    "frame_duration_ms",
                    "moderation",
                    "output_compression",
                    "output_format",
                    "partial_images",
                    "stream",
                    "svg"),
            Set.of("auto", "1024x1024", "1536x1024", "1024x1536"),
            Set.of("auto", "low", "medium", "high")),
    DALL_E_3(
            "dall-e-3",
            1,
            Set.of("response_format", "style"),
            Set.of("1024x1024", "1792x1024", "1024x1792"),
            Set.of("standard", "hd")),
    DALL_E_2("dall-e-2", 10, Set.of("response_format"), Set.of("256x256", "512x512", "1024x1024"), Set.of("standard")),
    OTHER("", 10, Set.of("background", "output_format", "response_format", "seed"), Set.of(), Set.of());

    private static final Set<String> COMMON =
            Set.of("model", "n", "prompt", "quality", "safety_identifier", "size", "user");

    private final String name;
    private final int most;
    private final Set<String> own;
    private final Set<String> sizes;
    private final Set<String> qualities;

    OpenAiImageRules(String name, int most, Set<String> own, Set<String> sizes, Set<String> qualities) {
        this.name = name;
        this.most = most;
        this.own = own;
        this.sizes = sizes;
        this.qualities = qualities;
    }

    static void check(Node body) {
        String model = body.text("model");
        body.require(!model.isEmpty(), "model is missing");
        body.require(!body.text("prompt").isEmpty(), "prompt is missing");
        for (OpenAiImageRules rules : values()) {
            if (model.startsWith(rules.name)) {
                rules.keep(body);
                return;
            }
        }
    }

    private void keep(Node body) {
        for (Object field : body.fields()) {
            body.require(COMMON.contains(field) || own.contains(field), "Unknown parameter: '%s'.".formatted(field));
        }
        if (body.at("n").value() instanceof Integer n) {
            body.at("n").require(n >= 1 && n <= most, "must be 1 to " + most);
        }
        oneOf(body.at("size"), sizes);
        oneOf(body.at("quality"), qualities);
        boolean given = own.contains("response_format") && this != OTHER;
        body.require(
                !given || body.text("response_format").equals("b64_json"),
                "response_format: it would answer with an address");
    }

    private static void oneOf(Node word, Set<String> known) {
        boolean free = known.isEmpty() || word.value() == null;
        word.require(free || known.contains(word.text()), "must be one of " + known);
    }
}
