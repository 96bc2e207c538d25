package dev.parley.server.dialect.responses;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.dialect.codec.PartQueue;
import dev.parley.server.dialect.codec.SaidText;
import java.util.List;

/** A reasoning item: its open text, summaries of it, and at its end the proof that the host wants back. */
final class HostThought extends HostItem {
    private static final String PARAGRAPH = "\n\n";

    private final HostStrays strays;
    private final Section summary;
    private final Section text;
    private final HostPart part;

    HostThought(HostFields begun, PartQueue parts) {
        super(begun);
        strays = new HostStrays(begun.extras, false);
        Part.Builder start = part().setThought(Thought.getDefaultInstance());
        strays.begin(start);
        part = new HostPart(start.build());
        summary = new Section(PartDelta.newBuilder().setSummaryBreak(true).build()) {
            @Override
            PartDelta delta(String piece) {
                return PartDelta.newBuilder().setSummary(piece).build();
            }
        };
        text = new Section(PartDelta.newBuilder().setText(PARAGRAPH).build()) {
            @Override
            PartDelta delta(String piece) {
                return PartDelta.newBuilder().setText(piece).build();
            }
        };
        parts.add(part);
    }

    @Override
    void grow(StreamEvent type, HostEvent event) {
        switch (type) {
            case SUMMARY_ADDED -> summary.at(event.summaryIndex);
            case SUMMARY_TEXT_DELTA -> summary.say(event.summaryIndex, event.delta);
            case SUMMARY_TEXT_DONE -> summary.settle(event.summaryIndex, event.text);
            case SUMMARY_DONE ->
                summary.settle(event.summaryIndex, event.content().text());
            case THOUGHT_DELTA -> text.say(event.contentIndex, event.delta);
            case THOUGHT_DONE -> text.settle(event.contentIndex, event.text);
            case CONTENT_ADDED -> text.at(event.contentIndex);
            case CONTENT_DONE -> text.settle(event.contentIndex, event.content().text());
            default -> throw misplaced(type);
        }
    }

    @Override
    void complete(HostFields all) {
        text.complete(all.content.stream().map(HostContent::text).toList());
        summary.complete(all.summaries);
        if (!all.encrypted.isEmpty()) {
            part.add(PartDelta.newBuilder()
                    .setSignature(Signature.newBuilder()
                            .setDialect(ResponsesDialect.NAME)
                            .setValue(ByteString.copyFromUtf8(all.encrypted)))
                    .build());
        }
        strays.end(all.extras, part.extras());
        part.end();
    }

    /** Texts that come one after another; an earlier one cannot grow any more. */
    private abstract class Section {
        private final PartDelta between;
        private TextJoiner joiner = new TextJoiner();
        private SaidText said = new SaidText();
        private int current;

        Section(PartDelta between) {
            this.between = between;
        }

        abstract PartDelta delta(String piece);

        /** Begins the text of this index, unless it is the one that grows. */
        void at(int told) {
            int index = Math.max(told, 0);
            if (index < current || index > current + 1) {
                throw BadAnswer.malformed("text %d of a thought comes after text %d.".formatted(index, current));
            }
            if (index > current) {
                current = index;
                add(joiner.end());
                part.add(between);
                joiner = new TextJoiner();
                said = new SaidText();
            }
        }

        void say(int index, String piece) {
            at(index);
            said.add(piece);
            add(joiner.next(piece));
        }

        /** All of this text; empty if it is not told again. One that is long done is not looked at. */
        void settle(int index, String all) {
            if (index >= current && !all.isEmpty()) {
                at(index);
                say(index, HostPart.news(said, all));
            }
        }

        void complete(List<String> texts) {
            for (int i = current; i < texts.size(); i++) {
                settle(i, texts.get(i));
            }
            add(joiner.end());
        }

        private void add(String piece) {
            if (!piece.isEmpty()) {
                part.add(delta(piece));
            }
        }
    }
}
