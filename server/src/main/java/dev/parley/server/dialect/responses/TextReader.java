package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.Map;

/**
 * Reads {@code text}: the answer's format and verbosity. A format of a type that is not modelled goes to the extras.
 */
final class TextReader {
    private static final Map<String, Kind> KINDS =
            Map.of("text", Kind.KIND_TEXT, "json_object", Kind.KIND_JSON, "json_schema", Kind.KIND_JSON_SCHEMA);

    private static final Shape<TextReader> TEXT = new Shape<TextReader>()
            .with("format", (in, to) -> to.format(in))
            .with("verbosity", (in, to) -> to.output.setVerbosity(in.string()));
    private static final Shape<TextReader> FORMAT = new Shape<TextReader>()
            .with("type", (in, to) -> in.skip())
            .with("name", (in, to) -> to.output.setSchemaName(in.string()))
            .with("description", (in, to) -> to.output.setSchemaDescription(in.string()))
            .with("schema", (in, to) -> to.output.setSchemaJson(ToolReader.object(in)))
            .with("strict", (in, to) -> to.output.setStrict(in.bool()));

    private final OutputFormat.Builder output;
    private final Extras text = new Extras();

    private TextReader(OutputFormat.Builder output) {
        this.output = output;
    }

    /** Reads the object that stands next. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras extras) {
        TextReader reader = new TextReader(chat.getOutputFormatBuilder());
        TEXT.read(in, reader, reader.text);
        extras.keep("text", reader.text);
    }

    /** The API's word for a kind. */
    static String word(Kind kind) {
        return switch (kind) {
            case KIND_JSON -> "json_object";
            case KIND_JSON_SCHEMA -> "json_schema";
            case KIND_TEXT, KIND_UNSPECIFIED, UNRECOGNIZED -> "text";
        };
    }

    private void format(JsonReader in) {
        String word = in.peek("type");
        Faults.requireText(word, in.path() + ".type");
        Kind kind = KINDS.get(word);
        if (kind == null) {
            text.keep("format", in);
            return;
        }
        Extras inner = new Extras();
        FORMAT.read(in, this, inner);
        output.setKind(kind);
        text.keep("format", inner);
        if (kind == Kind.KIND_JSON_SCHEMA) {
            Faults.requireText(output.getSchemaName(), in.path() + ".name");
            Faults.requireText(output.getSchemaJson(), in.path() + ".schema");
        }
    }
}
