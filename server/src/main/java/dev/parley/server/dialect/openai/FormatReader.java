package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.Map;

/** Reads {@code response_format}. One of a type that is not modelled goes to the extras. */
final class FormatReader {
    private static final Map<String, Kind> KINDS =
            Map.of("text", Kind.KIND_TEXT, "json_object", Kind.KIND_JSON, "json_schema", Kind.KIND_JSON_SCHEMA);

    private static final Shape<FormatReader> FORMAT = new Shape<FormatReader>()
            .with("type", (in, to) -> to.type = in.string())
            .with("json_schema", (in, to) -> to.schema(in));
    private static final Shape<OutputFormat.Builder> SCHEMA = new Shape<OutputFormat.Builder>()
            .with("name", (in, to) -> to.setSchemaName(in.string()))
            .with("description", (in, to) -> to.setSchemaDescription(in.string()))
            .with("schema", (in, to) -> to.setSchemaJson(ToolReader.object(in)))
            .with("strict", (in, to) -> to.setStrict(in.bool()));

    private final OutputFormat.Builder schema = OutputFormat.newBuilder();
    private final Extras extras = new Extras();
    private String type = "";
    private boolean hasSchema;

    private FormatReader() {}

    /** Reads the object that stands next. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras extras) {
        FormatReader reader = new FormatReader();
        FORMAT.read(in, reader, reader.extras);
        Kind kind = KINDS.get(Faults.requireText(reader.type, in.path() + ".type"));
        if (kind == null) {
            reader.extras.keep("type", reader.type);
        } else {
            chat.getOutputFormatBuilder().setKind(kind).mergeFrom(reader.schema.buildPartial());
        }
        if (kind == Kind.KIND_JSON_SCHEMA && !reader.hasSchema) {
            throw Faults.missing(in.path() + ".json_schema");
        }
        extras.keep("response_format", reader.extras);
    }

    /** OpenAI's word for a kind. */
    static String word(Kind kind) {
        return switch (kind) {
            case KIND_JSON -> "json_object";
            case KIND_JSON_SCHEMA -> "json_schema";
            case KIND_TEXT, KIND_UNSPECIFIED, UNRECOGNIZED -> "text";
        };
    }

    private void schema(JsonReader in) {
        Extras inner = new Extras();
        SCHEMA.read(in, schema, inner);
        extras.keep("json_schema", inner);
        hasSchema = true;
    }
}
