package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one item. Messages are read here; what an assistant or a tool says in items of their own is read by
 * {@link PartItemReader}; all that is not modelled is opaque.
 */
final class ItemReader {
    private static final Map<String, Role> ROLES = Map.of(
            "system", Role.ROLE_SYSTEM,
            "developer", Role.ROLE_DEVELOPER,
            "user", Role.ROLE_USER,
            "assistant", Role.ROLE_ASSISTANT);
    private static final Shape<ItemReader> MESSAGE = new Shape<ItemReader>()
            .with("type", (in, to) -> to.typed = in.string().equals(ItemType.MESSAGE.word()))
            .with("id", (in, to) -> to.id = in.string())
            .with("status", (in, to) -> to.forms.add(Form.ofStatus(in.string()).mark()))
            .with("role", (in, to) -> to.role = in.string())
            .with("content", (in, to) -> to.content(in));

    /** Items that callers, not models, say; beside all whose type ends so. */
    private static final Set<String> OF_CALLERS =
            Set.of("mcp_approval_response", "compaction_trigger", "additional_tools", "configuration_update");

    private static final String OUTPUT = "_output";

    private final List<Extension> forms = new ArrayList<>();
    private final Extras extras = new Extras();
    private boolean typed;
    private String id = "";
    private String role = "";
    private @Nullable List<Part> parts;

    private ItemReader() {}

    /** Reads the item that stands next. */
    static void read(JsonReader in, Turns turns) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("an object");
        }
        String word = in.peek("type");
        ItemType type = ItemType.named(word);
        if (refers(in)) {
            reference(in, turns);
        } else if (word.isEmpty() || type == ItemType.MESSAGE) {
            ItemReader reader = new ItemReader();
            MESSAGE.read(in, reader, reader.extras);
            reader.message(in.path(), turns);
        } else if (type == null || type == ItemType.IMAGE_GENERATION_CALL) {
            opaque(in, word, turns);
        } else {
            PartItemReader.read(type, in, turns);
        }
    }

    /** Whether the item that stands next is a reference: it says so, or is no more than an id. */
    static boolean refers(JsonReader in) {
        String type = in.peek("type");
        return type.equals(ItemType.ITEM_REFERENCE.word())
                || type.isEmpty() && in.peek("role").isEmpty();
    }

    private static void reference(JsonReader in, Turns turns) {
        String id =
                Faults.requireText(in.peek("id"), in.path() + (in.peek("type").isEmpty() ? ".type" : ".id"));
        Part part = opaque(in, ItemType.ITEM_REFERENCE.word()).setId(id).build();
        turns.message(ChatMessage.newBuilder()
                .setRole(Role.ROLE_ASSISTANT)
                .addParts(part)
                .build());
    }

    private static void opaque(JsonReader in, String type, Turns turns) {
        String id = in.peek("id");
        Part part = opaque(in, type).setId(id).build();
        if (type.endsWith(OUTPUT) || OF_CALLERS.contains(type)) {
            turns.message(ChatMessage.newBuilder()
                    .setRole(Role.ROLE_USER)
                    .addParts(part)
                    .build());
        } else {
            turns.assistant(List.of(part));
        }
    }

    private static Part.Builder opaque(JsonReader in, String type) {
        return Part.newBuilder()
                .setOpaque(Opaque.newBuilder()
                        .setDialect(ResponsesDialect.NAME)
                        .setType(type)
                        .setJson(in.raw()));
    }

    private void content(JsonReader in) {
        TextOrParts content = ContentReader.content(in);
        parts = content.parts();
        if (!content.list()) {
            forms.add(Form.CONTENT_STRING.mark());
        }
    }

    private void message(String path, Turns turns) {
        Role speaker = ROLES.get(Faults.requireText(role, path + ".role"));
        if (speaker == null) {
            throw Faults.invalid(path + ".role", '\'' + role + '\'', "system, developer, user or assistant");
        }
        List<Part> content = Faults.require(parts, path + ".content");
        if (!typed) {
            forms.add(Form.TYPELESS.mark());
        }
        if (speaker == Role.ROLE_ASSISTANT) {
            turns.assistant(spoken(content));
        } else {
            ChatMessage.Builder message = ChatMessage.newBuilder()
                    .setRole(speaker)
                    .setId(id)
                    .addAllParts(content)
                    .addAllExtensions(forms);
            extras.addTo(ResponsesDialect.NAME, message::addExtensions);
            turns.message(message.build());
        }
    }

    /** The parts with what is to be kept of their item. */
    private List<Part> spoken(List<Part> content) {
        List<Part> spoken = new ArrayList<>();
        for (Part part : content) {
            Part.Builder one = part.toBuilder().setId(id);
            if (spoken.isEmpty()) {
                one.addAllExtensions(forms);
                Extras item = new Extras();
                item.keep(ItemFields.ITEM, extras);
                item.addTo(ResponsesDialect.NAME, one::addExtensions);
            }
            spoken.add(one.build());
        }
        return spoken;
    }
}
