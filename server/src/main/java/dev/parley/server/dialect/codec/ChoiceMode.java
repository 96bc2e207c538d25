package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.Map;

/** The words for a tool choice's mode in OpenAI's APIs. */
public final class ChoiceMode {
    private static final Map<String, Mode> MODES =
            Map.of("none", Mode.MODE_NONE, "auto", Mode.MODE_AUTO, "required", Mode.MODE_REQUIRED);

    private ChoiceMode() {}

    /**
     * Reads the word that stands next.
     *
     * @throws JsonException naming the field, if it is none of them
     */
    public static Mode read(JsonReader in) {
        String word = in.string();
        Mode mode = MODES.get(word);
        if (mode == null) {
            throw Faults.invalid(in.path(), '\'' + word + '\'', "none, auto or required");
        }
        return mode;
    }

    /** The word for this mode; auto if it is unset. */
    public static String word(Mode mode) {
        return switch (mode) {
            case MODE_NONE -> "none";
            case MODE_REQUIRED -> "required";
            case MODE_AUTO, MODE_UNSPECIFIED, UNRECOGNIZED -> "auto";
        };
    }
}
