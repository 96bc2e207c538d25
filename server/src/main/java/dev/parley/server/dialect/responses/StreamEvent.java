package dev.parley.server.dialect.responses;

import org.jspecify.annotations.Nullable;

/** The events of a stream that are modelled. */
enum StreamEvent {
    CREATED("response.created"),
    IN_PROGRESS("response.in_progress"),
    COMPLETED("response.completed"),
    INCOMPLETE("response.incomplete"),
    FAILED("response.failed"),
    ITEM_ADDED("response.output_item.added"),
    ITEM_DONE("response.output_item.done"),
    CONTENT_ADDED("response.content_part.added"),
    CONTENT_DONE("response.content_part.done"),
    TEXT_DELTA("response.output_text.delta"),
    TEXT_DONE("response.output_text.done"),
    ANNOTATION_ADDED("response.output_text.annotation.added"),
    REFUSAL_DELTA("response.refusal.delta"),
    REFUSAL_DONE("response.refusal.done"),
    ARGUMENTS_DELTA("response.function_call_arguments.delta"),
    ARGUMENTS_DONE("response.function_call_arguments.done"),
    INPUT_DELTA("response.custom_tool_call_input.delta"),
    INPUT_DONE("response.custom_tool_call_input.done"),
    SUMMARY_ADDED("response.reasoning_summary_part.added"),
    SUMMARY_DONE("response.reasoning_summary_part.done"),
    SUMMARY_TEXT_DELTA("response.reasoning_summary_text.delta"),
    SUMMARY_TEXT_DONE("response.reasoning_summary_text.done"),
    THOUGHT_DELTA("response.reasoning_text.delta"),
    THOUGHT_DONE("response.reasoning_text.done"),
    IMAGE_IN_PROGRESS("response.image_generation_call.in_progress"),
    IMAGE_GENERATING("response.image_generation_call.generating"),
    IMAGE_COMPLETED("response.image_generation_call.completed");

    private final String word;

    StreamEvent(String word) {
        this.word = word;
    }

    /** The event of this type, or null. */
    static @Nullable StreamEvent named(String type) {
        for (StreamEvent event : values()) {
            if (event.word.equals(type)) {
                return event;
            }
        }
        return null;
    }

    /** As in the event's {@code type}. */
    String word() {
        return word;
    }
}
