package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ImageOptions;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.PictureSize;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the generation's configuration, and reports what of the settings it cannot say. */
final class ConfigWriter {
    /** As many stop sequences as hosts take (CLI-10). */
    static final int STOP_LIMIT = 5;

    private static final String JSON = "application/json";

    private static final String AUDIO = "audio";

    private final ChatRequest chat;
    private final String model;
    private final JsonWriter out;
    private final Drops drops;

    ConfigWriter(ChatRequest chat, String model, JsonWriter out, Drops drops) {
        this.chat = chat;
        this.model = model;
        this.out = out;
        this.drops = drops;
    }

    /** @throws ChatException INVALID_REQUEST if several answers are to be streamed, which no host does (GM-12) */
    void write(boolean stream, ThinkingBudgets budgets, MergedObject config) {
        Sampling sampling = chat.getSampling();
        if (stream && sampling.getCandidates() > 1) {
            throw ChatException.invalid(
                    "sampling.candidates",
                    "'sampling.candidates' ('n') is %d (expected: 1 in a stream, as this provider streams one answer)."
                            .formatted(sampling.getCandidates()));
        }
        sampling(sampling, config);
        stop(sampling.getStopSequencesList(), config);
        format(chat.getOutputFormat(), config);
        ThinkingFit.write(chat.getReasoning(), model, budgets, config, drops);
    }

    private void sampling(Sampling sampling, MergedObject config) {
        if (sampling.hasTemperature()) {
            config.name("temperature").value(sampling.getTemperature());
        }
        if (sampling.hasTopP()) {
            config.name("topP").value(sampling.getTopP());
        }
        if (sampling.hasTopK()) {
            config.name("topK").value(sampling.getTopK());
        }
        if (sampling.hasMaxOutputTokens()) {
            config.name("maxOutputTokens").value(sampling.getMaxOutputTokens());
        }
        if (sampling.hasCandidates()) {
            config.name("candidateCount").value(sampling.getCandidates());
        }
        if (sampling.hasPresencePenalty()) {
            config.name("presencePenalty").value(sampling.getPresencePenalty());
        }
        if (sampling.hasFrequencyPenalty()) {
            config.name("frequencyPenalty").value(sampling.getFrequencyPenalty());
        }
        seed(sampling, config);
        if (sampling.hasLogprobs()) {
            config.name("responseLogprobs").value(true);
        }
        if (sampling.getLogprobs() > 0) {
            config.name("logprobs").value(sampling.getLogprobs());
        }
    }

    private void seed(Sampling sampling, MergedObject config) {
        boolean fits = sampling.getSeed() == (int) sampling.getSeed();
        if (sampling.hasSeed() && fits) {
            config.name("seed").value(sampling.getSeed());
        }
        drop(!fits, "sampling.seed");
    }

    private void stop(List<String> texts, MergedObject config) {
        if (!texts.isEmpty()) {
            config.name("stopSequences").beginArray();
            texts.stream().limit(STOP_LIMIT).forEach(out::value);
            out.endArray();
        }
        drop(texts.size() > STOP_LIMIT, "sampling.stop_sequences");
    }

    /** Models before the third generation refuse JSON where there are tools. */
    private void format(OutputFormat format, MergedObject config) {
        boolean json = format.getKind() == Kind.KIND_JSON || format.getKind() == Kind.KIND_JSON_SCHEMA;
        boolean tools = chat.getToolsList().stream().anyMatch(GeminiLosses::sendable);
        boolean refused = json && tools && !Generation.isThird(model);
        drop(refused, "output_format");
        if (json && !refused) {
            config.name("responseMimeType").value(JSON);
            schema(format, config);
        }
        drop(!format.getVerbosity().isEmpty(), "output_format.verbosity");
        modalities(modalities(format), config);
        image(format.getImage(), config);
    }

    /** Models that do not speak refuse to be asked for it. */
    private void modalities(List<String> wanted, MergedObject config) {
        List<String> told = wanted.stream()
                .filter(word -> !word.equals(AUDIO) || Generation.speaks(model))
                .toList();
        drop(told.size() < wanted.size(), "output_format.modalities");
        if (!told.isEmpty()) {
            config.name("responseModalities").beginArray();
            told.forEach(word -> out.value(word.toUpperCase(Locale.ROOT)));
            out.endArray();
        }
    }

    private static List<String> modalities(OutputFormat format) {
        return format.getModalitiesCount() == 0 && format.hasImage() ? List.of("image") : format.getModalitiesList();
    }

    private void image(ImageOptions image, MergedObject config) {
        PictureSize size = PictureSize.of(image.getSize());
        if (size != null) {
            MergedObject form = config.inner("imageConfig");
            form.name("aspectRatio").value(AspectRatio.nearest(size).word());
            form.end();
        }
        drops.others(image, Set.of("size"), "output_format.image.");
    }

    private void schema(OutputFormat format, MergedObject config) {
        drop(!format.getSchemaDescription().isEmpty(), "output_format.schema_description");
        if (format.getSchemaJson().isEmpty()) {
            return;
        }
        Verbatim.check(format.getSchemaJson(), "output_format.schema_json");
        GeminiSchema schema = GeminiSchema.of(format.getSchemaJson());
        drop(schema.lost(), "output_format.schema_json");
        config.name(schema.plain() ? "responseJsonSchema" : "responseSchema").raw(schema.json());
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
