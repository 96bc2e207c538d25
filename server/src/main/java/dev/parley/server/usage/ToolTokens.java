package dev.parley.server.usage;

import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Tool;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;

/**
 * What tools add to a prompt of OpenAI's models, by the numbers that OpenAI publishes: a model is not shown a
 * function's schema, but its parameters as a program would declare them. Keywords that are said nothing of are counted
 * as they stand. One per request.
 */
final class ToolTokens {
    private static final int END = 12;
    private static final int PROPERTIES = 3;
    private static final int PROPERTY = 3;
    private static final int ENUM = -3;
    private static final int ENUM_ITEM = 3;

    private final Vocabulary vocabulary;
    private final TextTokens text;
    private long sum;

    ToolTokens(Vocabulary vocabulary, TextTokens text) {
        this.vocabulary = vocabulary;
        this.text = text;
    }

    void add(Tool tool) {
        if (sum == 0) {
            sum = END;
        }
        sum += tool.hasFunction()
                ? function(tool.getFunction())
                : text.applyAsLong(tool.getOpaque().getJson());
    }

    /** Of all of them; 0 without any. */
    long sum() {
        return sum;
    }

    private long function(FunctionTool function) {
        long tokens = vocabulary.functionTokens()
                + text.applyAsLong(function.getName() + ':' + unstopped(function.getDescription()));
        String schema = function.getSchemaJson();
        try {
            return schema.isEmpty() ? tokens : tokens + new Schema().read(JsonReader.of(schema));
        } catch (JsonException e) {
            return tokens + text.applyAsLong(schema);
        }
    }

    private static String unstopped(String description) {
        return description.endsWith(".") ? description.substring(0, description.length() - 1) : description;
    }

    /** One schema while it is read. */
    private final class Schema {
        private String type = "";
        private String description = "";
        private long inside;

        /** Reads the schema that stands next; the tokens of what it holds, but for its own line. */
        long read(JsonReader in) {
            if (in.type() != JsonReader.Type.OBJECT) {
                in.skip();
                return 0;
            }
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "type" -> type = word(in);
                    case "description" -> description = word(in);
                    case "enum" -> inside += choices(in);
                    case "properties" -> inside += properties(in);
                    case "items" -> inside += new Schema().read(in);
                    case "anyOf", "oneOf", "allOf", "$defs", "definitions" -> inside += text.applyAsLong(in.raw());
                    default -> in.skip();
                }
            }
            return inside;
        }

        private static String word(JsonReader in) {
            return in.type() == JsonReader.Type.STRING ? in.string() : in.raw();
        }

        private long choices(JsonReader in) {
            long tokens = ENUM;
            in.beginArray();
            while (in.nextElement()) {
                tokens += ENUM_ITEM + text.applyAsLong(word(in));
            }
            return tokens;
        }

        private long properties(JsonReader in) {
            long tokens = 0;
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                Schema property = new Schema();
                tokens += PROPERTY + property.read(in);
                tokens += text.applyAsLong(name + ':' + property.type + ':' + unstopped(property.description));
            }
            return tokens == 0 ? 0 : PROPERTIES + tokens;
        }
    }
}
