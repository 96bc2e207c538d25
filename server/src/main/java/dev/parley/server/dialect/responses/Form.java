package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Forms;
import dev.parley.server.dialect.codec.Words;
import java.util.List;

/**
 * What a caller, or host, wrote in one of several ways that mean the same, so that it can be written again as it was.
 * Kept as an extension that says nothing to other dialects, see {@link Drops#FORM}.
 */
enum Form {
    /** {@code input} as one string, not a list of items. */
    INPUT_STRING,
    /** A message item without its {@code type}. */
    TYPELESS,
    /** The content of a message as one string, not a list. */
    CONTENT_STRING,
    /** A tool's output as a list although a string would do. */
    OUTPUT_LIST,
    /** This text begins a message item, though it could continue the one before. */
    ITEM_START,
    /** A call of a custom tool, or the output of one; the call's input is wrapped, see {@link CustomInput}. */
    CUSTOM,
    /** The item's status. */
    COMPLETED,
    /** The item's status. */
    INCOMPLETE,
    /** The item's status. */
    IN_PROGRESS,
    /** {@code safety_identifier}, not {@code user}. */
    SAFETY_IDENTIFIER,
    /** {@code allowed_tools} where it names a single tool that must be called. */
    ALLOWED_TOOLS,
    /** The answer is not kept, though its caller did not say that it should not be. */
    NOT_KEPT,
    /** Media as an {@code input_image} part. */
    INPUT_IMAGE,
    /** Media as an {@code input_file} part. */
    INPUT_FILE,
    /** Media as an {@code input_audio} part. */
    INPUT_AUDIO;

    private static final List<Form> STATUSES = List.of(COMPLETED, INCOMPLETE, IN_PROGRESS);

    private final Extension mark = Forms.mark(ResponsesDialect.NAME, this);

    Extension mark() {
        return mark;
    }

    boolean in(List<Extension> extensions) {
        return extensions.contains(mark);
    }

    /** As in an item's {@code status}. */
    String word() {
        return Words.of(this);
    }

    /** The status that these extensions tell, else the one that is given. */
    static String status(List<Extension> extensions, String otherwise) {
        return STATUSES.stream()
                .filter(form -> form.in(extensions))
                .map(Form::word)
                .findFirst()
                .orElse(otherwise);
    }

    /** The form with this status, or of one that is not known the usual one. */
    static Form ofStatus(String word) {
        return STATUSES.stream()
                .filter(form -> form.word().equals(word))
                .findFirst()
                .orElse(COMPLETED);
    }
}
