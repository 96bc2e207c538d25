package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Forms;
import java.util.List;

/**
 * What a caller wrote in the rarer of two ways that mean the same, so that a host of this dialect gets it as it was
 * written. Kept as an extension that says nothing to other dialects, see {@link Drops#FORM}.
 */
enum Form {
    /** {@code max_completion_tokens}, not {@code max_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** {@code safety_identifier}, not {@code user}. */
    SAFETY_IDENTIFIER,
    /** {@code stop} as one string, not a list. */
    STOP_STRING,
    /** {@code allowed_tools} where it names a single tool that must be called. */
    ALLOWED_TOOLS,
    /** {@code content} as a list although a string or nothing would do. */
    CONTENT_LIST,
    /** {@code content} of an assistant as an empty string, not null. */
    CONTENT_EMPTY,
    /** A refusal as a content part, not as the message's own field. */
    REFUSAL_PART,
    /** {@code reasoning}, not {@code reasoning_content}. */
    REASONING,
    /** The thought's text stands in {@code reasoning_details} alone, which the extension keeps. */
    REASONING_DETAILS,
    /** A call's signature in {@code extra_content}. */
    EXTRA_CONTENT,
    /** Media as an {@code image_url} part. */
    IMAGE_URL,
    /** Media as a {@code video_url} part. */
    VIDEO_URL,
    /** Media as an {@code input_audio} part. */
    INPUT_AUDIO,
    /** Media as a {@code file} part. */
    FILE;

    private final Extension mark = Forms.mark(OpenAiDialect.NAME, this);

    Extension mark() {
        return mark;
    }

    boolean in(List<Extension> extensions) {
        return extensions.contains(mark);
    }
}
