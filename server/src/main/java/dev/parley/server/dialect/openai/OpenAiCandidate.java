package dev.parley.server.dialect.openai;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.GrowingPart;
import dev.parley.server.dialect.codec.PartQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One candidate of an answer while it is read: puts what the chunks bring into parts, in the order of the grammar. */
final class OpenAiCandidate {
    private static final Part TEXT =
            Part.newBuilder().setText(Text.getDefaultInstance()).build();
    private static final Part REFUSAL =
            Part.newBuilder().setRefusal(Refusal.getDefaultInstance()).build();

    private final int index;
    private final Consumer<ChatEvent> out;
    private final PartQueue parts;
    private final Supplier<String> callIds;
    private final List<GrowingCall> calls = new ArrayList<>();
    private final AudioFold audio = new AudioFold();
    private final Extras extras = new Extras();
    private boolean spoken;
    private String logprobs = "";
    private String word = "";
    private String nativeWord = "";

    OpenAiCandidate(int index, Supplier<String> callIds, Consumer<ChatEvent> out) {
        this.index = index;
        this.out = out;
        this.parts = new PartQueue(OpenAiDialect.NAME, index, out);
        this.callIds = callIds;
    }

    /** Adds what a choice brings. A whole message inside a stream only counts if there were no deltas. */
    void add(OpenAiChoice choice) {
        logprobs = choice.logprobs();
        OpenAiDelta delta = choice.delta();
        OpenAiDelta message = choice.message();
        if (delta != null) {
            delta.applyTo(this);
        }
        if (message != null && parts.untouched()) {
            message.applyTo(this);
        }
        GrowingPart last = parts.last();
        if (last != null && !logprobs.isEmpty()) {
            last.text("", takeLogprobs());
        }
        parts.settle();
        word = word.isEmpty() ? choice.finish() : word;
        nativeWord = choice.nativeFinish().isEmpty() ? nativeWord : choice.nativeFinish();
        extras.keepAll(choice.extras());
    }

    /** Adds what a choice brings that says what the one before said, but for this text. */
    void again(String text) {
        text(text);
        parts.settle();
    }

    void text(String text) {
        if (!text.isEmpty()) {
            open(TEXT).text(text, takeLogprobs());
        }
    }

    /** Adds reasoning. The text of the details only counts if there never is any beside them. */
    void thought(String text, @Nullable ReasoningDetails more) {
        spoken = spoken || !text.isEmpty();
        boolean detailed = more != null && !more.isEmpty();
        if (text.isEmpty() && !detailed) {
            return;
        }
        GrowingThought thought = parts.last() instanceof GrowingThought last ? last : add(new GrowingThought());
        thought.text(more == null || spoken ? text : more.text(), "");
        if (more != null) {
            thought.details(more);
        }
    }

    void refusal(String text) {
        if (!text.isEmpty()) {
            open(REFUSAL).text(text, takeLogprobs());
        }
    }

    void citation(Citation citation) {
        open(TEXT).add(PartDelta.newBuilder().setCitation(citation).build());
    }

    /** Adds a piece of the audio, which those who hear it while it comes are told at once. */
    void audioDelta(String json) {
        audio.add(json);
        out.accept(AudioFold.delta(index, json));
    }

    void audio(String json) {
        audio.add(json);
    }

    /** Adds a whole part. */
    void part(Part part) {
        switch (part.getKindCase()) {
            case TEXT -> text(part.getText().getText());
            case THOUGHT -> thought(part.getThought().getText(), null);
            case REFUSAL -> refusal(part.getRefusal().getText());
            case MEDIA -> media(part.getMedia());
            case OPAQUE -> opaque(part.getOpaque());
            case TOOL_CALL, TOOL_RESULT, KIND_NOT_SET ->
                throw new IllegalArgumentException("not read as a content part: " + part.getKindCase());
        }
    }

    /** Gives the delta to the newest call that takes it, or begins one. */
    void call(CallDelta delta) {
        for (GrowingCall call : calls.reversed()) {
            if (call.takes(delta)) {
                call.add(delta);
                return;
            }
        }
        boolean taken = calls.stream().anyMatch(call -> call.hasId(delta.id()));
        CallDelta first = taken ? delta.withoutId() : delta;
        GrowingCall call = new GrowingCall(first, callIds);
        call.add(first);
        calls.add(call);
        parts.add(call);
    }

    /** The upstream has ended: passes on what was held back, and how the candidate ended. */
    Finish end() {
        if (word.isEmpty()) {
            throw BadAnswer.truncated();
        }
        if (!audio.isEmpty()) {
            opaque(audio.opaque());
        }
        parts.close();
        return finish();
    }

    private Finish finish() {
        OpenAiFinish row = OpenAiFinish.read(word);
        if (row == OpenAiFinish.FAILED) {
            throw BadAnswer.broken(word);
        }
        boolean called = calls.stream().anyMatch(GrowingCall::ready);
        OpenAiFinish real = called && row.yieldsToCalls() ? OpenAiFinish.TOOL_CALLS : row;
        String unusual = real.usual(word) ? "" : word;
        Finish.Builder finish =
                Finish.newBuilder().setReason(real.reason()).setNative(nativeWord.isEmpty() ? unusual : nativeWord);
        extras.addTo(OpenAiDialect.NAME, finish::addExtensions);
        return finish.build();
    }

    /** The last part if it is of this kind, else a new one. */
    private GrowingPart open(Part start) {
        GrowingPart last = parts.last();
        return last != null && last.is(start.getKindCase()) ? last : add(new GrowingPart(start));
    }

    private <P extends GrowingPart> P add(P part) {
        parts.add(part);
        return part;
    }

    private void media(Media media) {
        if (!media.hasData()) {
            add(new GrowingPart(Part.newBuilder().setMedia(media).build()));
            return;
        }
        Media start = media.toBuilder().setData(ByteString.EMPTY).build();
        add(new GrowingPart(Part.newBuilder().setMedia(start).build()))
                .add(PartDelta.newBuilder().setData(media.getData()).build());
    }

    private void opaque(Opaque opaque) {
        Opaque start = opaque.toBuilder().clearJson().build();
        add(new GrowingPart(Part.newBuilder().setOpaque(start).build()))
                .add(PartDelta.newBuilder().setOpaqueJson(opaque.getJson()).build());
    }

    private String takeLogprobs() {
        String taken = logprobs;
        logprobs = "";
        return taken;
    }
}
