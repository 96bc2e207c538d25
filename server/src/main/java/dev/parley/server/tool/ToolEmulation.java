package dev.parley.server.tool;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.config.ToolEmulationSettings;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tools for the models of one provider that have none (TOOL-01). Thread-safe. */
public final class ToolEmulation {
    /** The {@code ChatError.reason} of an answer without the call that was required (TOOL-11). */
    public static final String VIOLATION = "tool_choice_violation";

    private final ToolEmulationSettings settings;
    private final UnaryOperator<String> ids;
    private final LongAdder rejected = new LongAdder();

    /** {@code ids} makes an id of a call by what the caller speaks, no two alike; it must be thread-safe. */
    public ToolEmulation(ToolEmulationSettings settings, UnaryOperator<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * One turn of a model, named as the provider knows it; null if the model or the request needs no emulation.
     *
     * @param dialect what the caller speaks, which its calls' ids look like (TOOL-09)
     * @throws dev.parley.server.error.ChatException the tools or the choice among them cannot be emulated
     */
    public @Nullable EmulatedTurn turn(ChatRequest request, String model, String dialect) {
        boolean meant = settings.models().isEmpty() || settings.models().contains(model);
        boolean concerned = request.getToolsCount() > 0 || ToolHistory.hasCalls(request.getMessagesList());
        if (!meant || !concerned) {
            return null;
        }
        CallTexts texts = new CallTexts(settings.modelTemplates().getOrDefault(model, settings.template()));
        EmulationLosses.check(request);
        if (!CallRules.wanted(request)) {
            return new EmulatedTurn(TextRequest.of(request, texts, ""), request, null, settings.holdBytes());
        }
        CallRules rules = CallRules.of(request);
        CallMaker maker = new CallMaker(rules, settings, () -> ids.apply(dialect), rejected);
        ChatRequest sent = TextRequest.of(request, texts, ToolPrompt.of(rules));
        return new EmulatedTurn(sent, request, maker, settings.holdBytes());
    }

    /** How many calls had the name of no tool and stayed text, since the start ({@code tool_call_rejected_total}). */
    public long rejected() {
        return rejected.sum();
    }
}
