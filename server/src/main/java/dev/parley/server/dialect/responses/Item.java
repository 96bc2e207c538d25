package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One output item: the parts of an assistant's turn that it is made of. A message has one or more, all others have one.
 * An opaque item has no type here.
 */
record Item(@Nullable ItemType type, List<Part> parts) {
    /** The items of a turn in order. Parts that no item can say are left out. */
    static List<Item> of(List<Part> turn, ToolNames tools) {
        List<Item> items = new ArrayList<>();
        for (Part part : turn) {
            if (!items.isEmpty() && items.getLast().continuedBy(part)) {
                items.getLast().parts.add(part);
            } else if (exists(part)) {
                items.add(new Item(type(part, tools), new ArrayList<>(List.of(part))));
            }
        }
        return items;
    }

    /** Whether some item can say it. */
    static boolean exists(Part part) {
        return switch (part.getKindCase()) {
            case TEXT, REFUSAL, THOUGHT, TOOL_CALL -> true;
            case MEDIA -> isImage(part.getMedia());
            case OPAQUE -> part.getOpaque().getDialect().equals(ResponsesDialect.NAME);
            case TOOL_RESULT, KIND_NOT_SET -> false;
        };
    }

    /** The type of the item that a part begins; null if it is opaque. */
    static @Nullable ItemType type(Part part, ToolNames tools) {
        return switch (part.getKindCase()) {
            case TEXT, REFUSAL -> ItemType.MESSAGE;
            case THOUGHT -> ItemType.REASONING;
            case TOOL_CALL ->
                custom(part.getToolCall(), part.getExtensionsList(), tools)
                        ? ItemType.CUSTOM_TOOL_CALL
                        : ItemType.FUNCTION_CALL;
            case MEDIA -> ItemType.IMAGE_GENERATION_CALL;
            case OPAQUE, TOOL_RESULT, KIND_NOT_SET -> null;
        };
    }

    /** Whether this part goes into the same item. */
    boolean continuedBy(Part part) {
        List<Extension> forms = part.getExtensionsList();
        return type == ItemType.MESSAGE
                && (part.hasText() || part.hasRefusal())
                && part.getId().equals(parts.getFirst().getId())
                && !Form.ITEM_START.in(forms);
    }

    private static boolean isImage(Media media) {
        return media.getMimeType().startsWith("image/")
                || media.getMimeType().isEmpty() && media.getSourceCase() != Media.SourceCase.FILE_ID;
    }

    private static boolean custom(ToolCall call, List<Extension> forms, ToolNames tools) {
        return call.hasRawInput() || Form.CUSTOM.in(forms) || tools.custom(call.getName());
    }
}
