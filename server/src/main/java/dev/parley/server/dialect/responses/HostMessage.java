package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.PartQueue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message: text, refusals, and what else it may hold, a part each. */
final class HostMessage extends HostItem {
    /** Content that is not known becomes a message of its own, as all that is opaque is an item. */
    private static final Part UNKNOWN = Part.newBuilder()
            .setOpaque(Opaque.newBuilder().setDialect(ResponsesDialect.NAME).setType(ItemType.MESSAGE.word()))
            .build();

    private final PartQueue parts;
    private final HostStrays strays;
    private final Map<Integer, Content> contents = new TreeMap<>();

    HostMessage(HostFields begun, PartQueue parts) {
        super(begun);
        this.parts = parts;
        this.strays = new HostStrays(begun.extras, true);
    }

    @Override
    void grow(StreamEvent type, HostEvent event) {
        int index = Math.max(event.contentIndex, 0);
        switch (type) {
            case CONTENT_ADDED -> content(index, event.content());
            case TEXT_DELTA -> text(index).say(event.delta, event.logprobs);
            case REFUSAL_DELTA -> refusal(index).say(event.delta, "");
            case TEXT_DONE -> text(index).settle(event.text, event.logprobs);
            case REFUSAL_DONE -> refusal(index).settle(event.text, "");
            case ANNOTATION_ADDED -> text(index).cite(event.annotation());
            case CONTENT_DONE -> content(index, event.content()).complete(event.content());
            default -> throw misplaced(type);
        }
    }

    @Override
    void complete(HostFields all) {
        List<HostContent> told = all.content;
        for (int i = 0; i < told.size(); i++) {
            content(i, told.get(i)).complete(told.get(i));
        }
        contents.values().forEach(Content::end);
        if (!contents.isEmpty()) {
            strays.end(all.extras, contents.values().iterator().next().extras());
        }
    }

    private Content text(int index) {
        return content(
                index, Part.newBuilder().setText(Text.getDefaultInstance()).build());
    }

    private Content refusal(int index) {
        return content(
                index,
                Part.newBuilder().setRefusal(Refusal.getDefaultInstance()).build());
    }

    private Content content(int index, HostContent told) {
        return switch (told.type()) {
            case "output_text", "text" -> text(index);
            case "refusal" -> refusal(index);
            default -> content(index, UNKNOWN);
        };
    }

    /** The content of this index, which begins with it unless it has begun. */
    private Content content(int index, Part start) {
        Content known = contents.get(index);
        if (known == null) {
            Part.Builder begun = (start.hasOpaque() ? Part.newBuilder() : part()).mergeFrom(start);
            strays.begin(begun);
            if (contents.isEmpty() && id().isEmpty()) {
                begun.addExtensions(Form.ITEM_START.mark());
            }
            known = new Content(begun.build());
            contents.put(index, known);
            parts.add(known);
        } else if (!known.is(start.getKindCase())) {
            throw BadAnswer.malformed("content %d of a message is of two types.".formatted(index));
        }
        return known;
    }

    /** The JSON of a message with this content alone. */
    private static String message(String content) {
        return "{\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[" + content + "]}";
    }

    /** A content part. */
    private static final class Content extends HostPart {
        private int cited;

        Content(Part start) {
            super(start);
        }

        void cite(Citation source) {
            cited++;
            add(PartDelta.newBuilder().setCitation(source).build());
        }

        /** It is this, and ends. Sources are only ever added, so those that came stand first. */
        void complete(HostContent all) {
            if (whole()) {
                return;
            }
            if (is(Part.KindCase.OPAQUE)) {
                add(PartDelta.newBuilder().setOpaqueJson(message(all.json())).build());
            } else {
                settle(all.text(), all.logprobs());
                all.citations().stream().skip(cited).forEach(this::cite);
                extras().keepAll(all.extras());
            }
            end();
        }
    }
}
