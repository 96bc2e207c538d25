package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Forms;
import java.util.List;

/**
 * What a caller wrote in the rarer of two ways that mean the same, so that a host of this dialect gets it as it was
 * written. Kept as an extension that says nothing to other dialects, see {@link Drops#FORM}.
 */
enum ClaudeForm {
    /** {@code content}, {@code system} or a tool's result as a list although a string would do. */
    LIST,
    /** A tool's result as an empty string, not left out. */
    EMPTY_STRING,
    /** Instructions as a message of role {@code system}, not as {@code system}. */
    SYSTEM_TURN,
    /** A message of its own although the one before has the same role. */
    SEPARATE,
    /** {@code is_error} said to be false. */
    NOT_ERROR,
    /** A tool's {@code type} said to be {@code custom}. */
    CUSTOM_TYPE,
    /** An empty list of {@code tools}. */
    NO_TOOLS,
    /** An empty list of {@code stop_sequences}. */
    NO_STOP,
    /** A file as an {@code image} block. */
    IMAGE,
    /** The effort as {@code output_config.effort}; other dialects' effort may become a budget. */
    EFFORT,
    /** {@code max}, the effort that only this dialect has a word for. */
    EFFORT_MAX,
    /** {@code output_format}, not {@code output_config.format}. */
    OUTPUT_FORMAT,
    /** Thinking turned into {@code adaptive}; no caller's choice but {@link ThinkingFit}'s. */
    ADAPTIVE;

    private final Extension mark = Forms.mark(ClaudeDialect.NAME, this);

    Extension mark() {
        return mark;
    }

    boolean in(List<Extension> extensions) {
        return extensions.contains(mark);
    }
}
