package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.server.dialect.codec.Effort;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;

/** Reads {@code output_config}, and {@code output_format}, which was its {@code format} before. */
final class OutputReader {
    static final String CONFIG = "output_config";
    static final String FORMAT = "output_format";
    static final String SCHEMA = "json_schema";
    static final String EFFORT_MAX = "max";

    private static final Shape<OutputReader> CONFIG_FIELDS = new Shape<OutputReader>()
            .with("effort", (in, to) -> to.effort(in.string()))
            .with("format", (in, to) -> to.format("format", in));
    private static final Shape<OutputFormat.Builder> FORMAT_FIELDS = new Shape<OutputFormat.Builder>()
            .with("type", (in, to) -> in.skip())
            .with("schema", (in, to) -> to.setSchemaJson(ToolReader.object(in)));

    private final ChatRequest.Builder chat;
    private final Extras extras;

    private OutputReader(ChatRequest.Builder chat, Extras extras) {
        this.chat = chat;
        this.extras = extras;
    }

    /** Reads the {@code output_config} that stands next. */
    static void config(JsonReader in, ChatRequest.Builder chat, Extras request) {
        OutputReader reader = new OutputReader(chat, new Extras());
        CONFIG_FIELDS.read(in, reader, reader.extras);
        request.keep(CONFIG, reader.extras);
    }

    /** Reads the {@code output_format} that stands next. */
    static void format(JsonReader in, ChatRequest.Builder chat, Extras request) {
        new OutputReader(chat, request).format(FORMAT, in);
        chat.addExtensions(ClaudeForm.OUTPUT_FORMAT.mark());
    }

    private void effort(String word) {
        boolean max = word.equals(EFFORT_MAX);
        chat.getReasoningBuilder().setEffort(max ? Effort.XHIGH.word() : word);
        chat.addExtensions((max ? ClaudeForm.EFFORT_MAX : ClaudeForm.EFFORT).mark());
    }

    private void format(String name, JsonReader in) {
        if (in.type() == JsonReader.Type.OBJECT && !in.peek("type").equals(SCHEMA)) {
            extras.keep(name, in);
            return;
        }
        Extras inner = new Extras();
        OutputFormat.Builder format = chat.getOutputFormatBuilder().setKind(Kind.KIND_JSON_SCHEMA);
        FORMAT_FIELDS.read(in, format, inner);
        Faults.requireText(format.getSchemaJson(), in.path() + ".schema");
        extras.keep(name, inner);
    }
}
