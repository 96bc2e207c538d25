package dev.parley.server.dialect.claude;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.claude.Generation.Trait;
import dev.parley.server.error.ChatException;
import java.util.List;

/**
 * Makes the settings of a request such as this model takes, and reports each that had to give. What is left can be
 * written as it stands.
 */
final class RequestFit {
    /** The longest answer if the caller has no wish; a request must name one (CL-07). */
    static final int DEFAULT_MAX_TOKENS = 8_192;

    private static final int TEMPERATURE_MAX = 1;
    /** The least top_p that goes with thinking. */
    private static final double THINKING_TOP_P = 0.95;

    private static final List<Integer> UNKNOWN_SAMPLING = List.of(
            Sampling.SEED_FIELD_NUMBER,
            Sampling.PRESENCE_PENALTY_FIELD_NUMBER,
            Sampling.FREQUENCY_PENALTY_FIELD_NUMBER,
            Sampling.LOGPROBS_FIELD_NUMBER);

    private final ChatRequest.Builder chat;
    private final Generation generation;
    private final Drops drops;

    private RequestFit(ChatRequest chat, Generation generation, Drops drops) {
        this.chat = chat.toBuilder();
        this.generation = generation;
        this.drops = drops;
    }

    /** @throws ChatException INVALID_REQUEST if more than one answer is asked for (E-OTH-2) */
    static ChatRequest fit(ChatRequest chat, String model, Drops drops) {
        RequestFit fit = new RequestFit(chat, Generation.of(model), drops);
        if (chat.hasSampling()) {
            fit.sampling();
        }
        fit.format();
        fit.strictTools();
        boolean thinks = ThinkingFit.fit(fit.chat, fit.generation, drops);
        if (thinks) {
            fit.whileThinking();
        }
        fit.choice(thinks);
        if (!fit.chat.getSampling().hasMaxOutputTokens()) {
            fit.chat.getSamplingBuilder().setMaxOutputTokens(DEFAULT_MAX_TOKENS);
        }
        return fit.chat.build();
    }

    private void sampling() {
        Sampling.Builder sampling = chat.getSamplingBuilder();
        if (sampling.getCandidates() > 1) {
            throw ChatException.invalid(
                    "sampling.candidates",
                    "'sampling.candidates' ('n') is %d (expected: 1, as this model gives one answer)."
                            .formatted(sampling.getCandidates()));
        }
        for (int number : UNKNOWN_SAMPLING) {
            drop(sampling, number);
        }
        if (sampling.getTemperature() > TEMPERATURE_MAX) {
            sampling.setTemperature(TEMPERATURE_MAX);
            drops.add("sampling.temperature");
        }
        samplers(sampling);
        stop(sampling);
    }

    /** Temperature, top_p and top_k, as far as this model takes them together (E-OTH-3). */
    private void samplers(Sampling.Builder sampling) {
        if (generation.has(Trait.NO_SAMPLING)) {
            dropTemperature(sampling);
            drop(sampling, Sampling.TOP_P_FIELD_NUMBER);
            drop(sampling, Sampling.TOP_K_FIELD_NUMBER);
        } else if (generation.has(Trait.ONE_SAMPLER) && sampling.hasTemperature() && sampling.hasTopP()) {
            boolean usual = sampling.getTemperature() == TEMPERATURE_MAX;
            drop(sampling, usual ? Sampling.TEMPERATURE_FIELD_NUMBER : Sampling.TOP_P_FIELD_NUMBER);
        }
    }

    /** Texts of nothing but white space are refused. */
    private void stop(Sampling.Builder sampling) {
        List<String> texts = sampling.getStopSequencesList().stream()
                .filter(text -> !text.isBlank())
                .toList();
        if (texts.size() < sampling.getStopSequencesCount()) {
            sampling.clearStopSequences().addAllStopSequences(texts);
            drops.add("sampling.stop_sequences");
        }
    }

    private void format() {
        OutputFormat format = chat.getOutputFormat();
        boolean schema = format.getKind() == Kind.KIND_JSON_SCHEMA
                && !format.getSchemaJson().isEmpty()
                && generation.has(Trait.SCHEMAS);
        boolean text = format.getKind() == Kind.KIND_TEXT || format.getKind() == Kind.KIND_UNSPECIFIED;
        if (!schema) {
            chat.clearOutputFormat();
            report(!text, "output_format");
        } else {
            report(!format.getSchemaDescription().isEmpty(), "output_format.schema_description");
        }
        report(!format.getVerbosity().isEmpty(), "output_format.verbosity");
        report(format.getModalitiesList().stream().anyMatch(word -> !word.equals("text")), "output_format.modalities");
    }

    private void strictTools() {
        for (int i = 0; i < chat.getToolsCount() && !generation.has(Trait.SCHEMAS); i++) {
            if (chat.getTools(i).getFunction().hasStrict()) {
                drops.add("tools[" + i + "].function.strict");
                chat.getToolsBuilder(i).getFunctionBuilder().clearStrict();
            }
        }
    }

    /** What thinking does not go with is left out (E-RSN-6). */
    private void whileThinking() {
        Sampling.Builder sampling = chat.getSamplingBuilder();
        dropTemperature(sampling);
        drop(sampling, Sampling.TOP_K_FIELD_NUMBER);
        if (sampling.getTopP() < THINKING_TOP_P) {
            drop(sampling, Sampling.TOP_P_FIELD_NUMBER);
        }
    }

    private void choice(boolean thinks) {
        ToolChoice choice = chat.getToolChoice();
        boolean forced = choice.getMode() == Mode.MODE_REQUIRED;
        if (chat.getToolsList().stream().noneMatch(ClaudeLosses::sendable)) {
            report(forced, "tool_choice");
            chat.clearToolChoice();
        } else if (thinks && forced) {
            drops.add("tool_choice");
            chat.getToolChoiceBuilder().setMode(Mode.MODE_AUTO).clearNames();
        } else if (choice.getNamesCount() > (forced ? 1 : 0)) {
            drops.add("tool_choice.names");
            chat.getToolChoiceBuilder().clearNames();
        }
    }

    private void dropTemperature(Sampling.Builder sampling) {
        if (sampling.getTemperature() != TEMPERATURE_MAX) {
            drop(sampling, Sampling.TEMPERATURE_FIELD_NUMBER);
        }
    }

    private void drop(Sampling.Builder sampling, int number) {
        FieldDescriptor field = Sampling.getDescriptor().findFieldByNumber(number);
        if (sampling.hasField(field)) {
            sampling.clearField(field);
            drops.add("sampling." + field.getName());
        }
    }

    private void report(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
