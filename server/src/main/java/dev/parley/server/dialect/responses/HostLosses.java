package dev.parley.server.dialect.responses;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Reasoning;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.ReasoningEffort;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a request a host of this dialect cannot be told, by contract path (COM-06). */
final class HostLosses {
    /** The least that hosts take for the longest answer. */
    static final int LENGTH_LEAST = 16;

    private static final Set<Integer> UNKNOWN_SAMPLING = Set.of(
            Sampling.TOP_K_FIELD_NUMBER,
            Sampling.STOP_SEQUENCES_FIELD_NUMBER,
            Sampling.SEED_FIELD_NUMBER,
            Sampling.PRESENCE_PENALTY_FIELD_NUMBER,
            Sampling.FREQUENCY_PENALTY_FIELD_NUMBER);

    private final Drops drops;

    private HostLosses(Drops drops) {
        this.drops = drops;
    }

    /** @throws ChatException INVALID_REQUEST if more than one answer is asked for (E-OTH-2) */
    static void report(ChatRequest chat, String model, Drops drops) {
        new HostLosses(drops).request(chat, model);
    }

    /** Whether a tool can be written. */
    static boolean sendable(Tool tool) {
        return tool.hasFunction()
                || tool.hasOpaque() && tool.getOpaque().getDialect().equals(ResponsesDialect.NAME);
    }

    /** Whether the choice can be written: hosts refuse one without tools, or of a tool that they do not get. */
    static boolean choosable(ChatRequest chat) {
        List<Tool> tools =
                chat.getToolsList().stream().filter(HostLosses::sendable).toList();
        Set<String> names =
                tools.stream().map(tool -> tool.getFunction().getName()).collect(Collectors.toSet());
        return !tools.isEmpty() && names.containsAll(chat.getToolChoice().getNamesList());
    }

    private void request(ChatRequest chat, String model) {
        drops.foreign(chat.getExtensionsList(), ResponsesDialect.NAME, "");
        sampling(chat.getSampling());
        format(chat.getOutputFormat());
        reasoning(chat.getReasoning(), model);
        ToolChoice choice = chat.getToolChoice();
        boolean limits = choice.getMode() == Mode.MODE_REQUIRED || choice.getNamesCount() > 0;
        drop(limits && !choosable(chat), "tool_choice");
        for (int i = 0; i < chat.getToolsCount(); i++) {
            tool(chat.getTools(i), "tools[" + i + ']');
        }
    }

    private void sampling(Sampling sampling) {
        if (sampling.getCandidates() > 1) {
            throw ChatException.invalid(
                    "sampling.candidates",
                    "'sampling.candidates' ('n') is %d (expected: 1, as the Responses API gives one answer)."
                            .formatted(sampling.getCandidates()));
        }
        boolean tooShort = sampling.hasMaxOutputTokens() && sampling.getMaxOutputTokens() < LENGTH_LEAST;
        drop(tooShort, "sampling.max_output_tokens");
        for (FieldDescriptor field : sampling.getAllFields().keySet()) {
            boolean nothing = sampling.getField(field).equals(0.0);
            drop(UNKNOWN_SAMPLING.contains(field.getNumber()) && !nothing, "sampling." + field.getName());
        }
    }

    private void format(OutputFormat format) {
        drop(format.hasImage(), "output_format.image");
        drop(format.getModalitiesList().stream().anyMatch(word -> !word.equals("text")), "output_format.modalities");
    }

    private void reasoning(Reasoning reasoning, String model) {
        drop(reasoning.hasBudgetTokens() && !ReasoningEffort.tellsBudget(reasoning, model), "reasoning.budget_tokens");
    }

    private void tool(Tool tool, String path) {
        drops.foreign(tool.getExtensionsList(), ResponsesDialect.NAME, path);
        drop(!sendable(tool), path + ".opaque");
        drop(tool.hasCache(), path + ".cache");
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
