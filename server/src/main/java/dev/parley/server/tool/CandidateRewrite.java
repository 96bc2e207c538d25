package dev.parley.server.tool;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events of one candidate, with the calls in its text made parts of their own. A part of text begins only when
 * there is text for it. Other parts, thoughts among them, pass as they are (TOOL-12).
 */
final class CandidateRewrite implements SieveOutput {
    private final int candidate;
    private final CallMaker maker;
    private final Consumer<ChatEvent> out;
    private final ToolSieve sieve;

    private ChatEvent current = ChatEvent.getDefaultInstance();
    private Part textHead = TextParts.of("");
    private PartDone textDone = PartDone.getDefaultInstance();
    private boolean readingText;
    private boolean writingText;
    private int parts;
    private int calls;

    CandidateRewrite(int candidate, CallMaker maker, Consumer<ChatEvent> out) {
        this.candidate = candidate;
        this.maker = maker;
        this.out = out;
        this.sieve = maker.sieve(this);
    }

    void take(ChatEvent event) {
        current = event;
        switch (event.getEventCase()) {
            case PART_STARTED -> partStarted(event.getPartStarted().getPart());
            case PART_DELTA -> partDelta(event.getPartDelta());
            case PART_DONE -> partDone(event.getPartDone());
            case USAGE -> {
                sieve.end();
                out.accept(event);
            }
            case FINISHED -> {
                sieve.end();
                out.accept(finished(event.getFinished()));
            }
            default -> out.accept(event);
        }
    }

    @Override
    public void prose(String text) {
        if (!writingText) {
            writingText = true;
            start(textHead);
        }
        boolean whole =
                current.hasPartDelta() && current.getPartDelta().getText().equals(text);
        out.accept(
                whole
                        ? current
                        : event().setPartDelta(PartDelta.newBuilder().setText(text))
                                .build());
    }

    @Override
    public void calls(List<WrittenCall> found) {
        endPart();
        for (WrittenCall call : found) {
            if (calls == 0 || !maker.rules().single()) {
                calls++;
                maker.events(call, candidate, parts++).forEach(out);
            }
        }
    }

    @Override
    public void end() {
        endPart();
    }

    private void partStarted(Part part) {
        readingText = part.hasText();
        if (readingText) {
            endPart();
            textHead = part;
            textDone = PartDone.getDefaultInstance();
            return;
        }
        sieve.end();
        calls += part.hasToolCall() ? 1 : 0;
        start(part);
    }

    private void partDelta(PartDelta delta) {
        if (readingText && delta.getDeltaCase() == PartDelta.DeltaCase.TEXT) {
            sieve.take(delta.getText());
        } else if (!readingText || writingText) {
            out.accept(current);
        }
    }

    /** A text's end waits for what is held of it. */
    private void partDone(PartDone done) {
        if (readingText) {
            textDone = done;
        } else {
            out.accept(current);
        }
    }

    private ChatEvent finished(Finish finish) {
        if (calls == 0 && maker.rules().required()) {
            throw maker.violation();
        }
        boolean told = finish.getReason() == FinishReason.FINISH_REASON_TOOL_CALLS;
        if (told == calls > 0) {
            return current;
        }
        FinishReason reason = calls > 0 ? FinishReason.FINISH_REASON_TOOL_CALLS : FinishReason.FINISH_REASON_STOP;
        return event().setFinished(
                        finish.toBuilder().setReason(reason).clearNative().clearStopSequence())
                .build();
    }

    private void start(Part head) {
        out.accept(event().setPartStarted(
                        PartStarted.newBuilder().setIndex(parts++).setPart(head))
                .build());
    }

    private void endPart() {
        if (writingText) {
            writingText = false;
            out.accept(event().setPartDone(textDone).build());
        }
    }

    private ChatEvent.Builder event() {
        return ChatEvent.newBuilder().setCandidate(candidate);
    }
}
