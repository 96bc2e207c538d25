package dev.parley.testkit;

import java.util.Set;

/** The Messages API's rules for how an answer is sampled and how much is thought before it. */
final class AnthropicSampling {
    private static final int LEAST_BUDGET = 1024;

    private AnthropicSampling() {}

    static void check(Node body) {
        atLeast(body.at("max_tokens"), 1);
        atLeast(body.at("top_k"), 0);
        upToOne(body.at("temperature"));
        upToOne(body.at("top_p"));
        for (Node stop : body.at("stop_sequences").items()) {
            stop.require(!stop.text().isBlank(), "each stop sequence must contain non-whitespace");
        }
        body.at("metadata").permit(Set.of("user_id"));
        thinking(body);
    }

    private static void thinking(Node body) {
        Node thinking = body.at("thinking");
        String type = thinking.text("type");
        if (type.equals("enabled")) {
            budget(thinking.named("enabled").at("budget_tokens"), number(body.at("max_tokens")));
        }
        if (type.equals("enabled") || type.equals("adaptive")) {
            Node temperature = body.at("temperature");
            Refusal.unless(
                    temperature.value() == null || number(temperature) == 1,
                    "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.");
            Refusal.unless(!body.has("top_k"), "`top_k` must be unset when thinking is enabled.");
            Refusal.unless(
                    !Set.of("any", "tool").contains(body.at("tool_choice").text("type")),
                    "Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    private static void budget(Node budget, double most) {
        budget.require(budget.value() != null, "Field required");
        atLeast(budget, LEAST_BUDGET);
        Refusal.unless(number(budget) < most, "`max_tokens` must be greater than `thinking.budget_tokens`.");
    }

    private static void atLeast(Node node, int least) {
        if (node.value() != null) {
            node.require(node.value() instanceof Number, "Input should be a valid integer");
            node.require(number(node) >= least, "Input should be greater than or equal to " + least);
        }
    }

    private static void upToOne(Node node) {
        if (node.value() != null) {
            node.require(node.value() instanceof Number, "Input should be a valid number");
            node.require(number(node) >= 0 && number(node) <= 1, "range: 0..1");
        }
    }

    private static double number(Node node) {
        return node.value() instanceof Number number ? number.doubleValue() : 0;
    }
}
