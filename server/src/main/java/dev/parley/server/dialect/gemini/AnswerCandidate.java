package dev.parley.server.dialect.gemini;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.PartFlow;
import dev.parley.server.dialect.gemini.GeminiPart.Call;
import dev.parley.server.dialect.gemini.GeminiPart.File;
import dev.parley.server.dialect.gemini.GeminiPart.Other;
import dev.parley.server.dialect.gemini.GeminiPart.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One candidate of an answer while it is read. Why it ended may be told by several chunks, so it ends with them all.
 */
final class AnswerCandidate {
    private final PartFlow parts;
    private final FunctionNames names;
    private final Supplier<String> callIds;
    private final Extras extras = new Extras();
    /** What was said, for the places of its sources, which come last. */
    private final StringBuilder said = new StringBuilder();

    private Sources sources = new Sources();
    private String finish = "";
    private String message = "";
    private boolean called;

    AnswerCandidate(int index, Started head, FunctionNames names, Supplier<String> callIds) {
        this.parts = new PartFlow(index);
        this.names = names;
        this.callIds = callIds;
        parts.start(head);
    }

    /** Adds what a chunk tells. */
    void add(CandidateChunk chunk) {
        String logprobs = chunk.logprobs();
        for (GeminiPart part : chunk.parts()) {
            add(part, logprobs);
            boolean told = part.kind() instanceof Said text
                    && !text.thought()
                    && !text.text().isEmpty();
            logprobs = told ? "" : logprobs;
        }
        extras.keepAll(chunk.extras());
        message = chunk.message().isEmpty() ? message : chunk.message();
        sources = chunk.sources().isEmpty() ? sources : chunk.sources();
        finish = GeminiFinish.ends(chunk.finish()) ? chunk.finish() : finish;
    }

    /** The answer has ended: it must be whole. */
    void end(@Nullable Usage usage) {
        if (finish.isEmpty()) {
            throw BadAnswer.truncated();
        }
        if (parts.inText() && !sources.isEmpty()) {
            sources.in(said.toString()).forEach(parts::cite);
        }
        Finish.Builder end = Finish.newBuilder()
                .setReason(GeminiFinish.reason(finish, called))
                .setNative(GeminiFinish.rest(finish))
                .setMessage(message);
        extras.addTo(GeminiDialect.NAME, end::addExtensions);
        parts.end(usage, end.build());
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        parts.drain(out);
    }

    private void add(GeminiPart part, String logprobs) {
        Signature signature = part.signature();
        switch (part.kind()) {
            case Said text
            when text.thought() -> {
                parts.thought(text.text());
                if (signature != null) {
                    parts.signThought(signature);
                }
            }
            case Said text -> {
                said.append(text.text());
                parts.text(text.text(), logprobs);
                if (signature != null) {
                    parts.signText(signature);
                }
            }
            case Call call -> call(call, signature);
            case File file -> file(file, signature);
            case Other other ->
                parts.block(Opaque.newBuilder()
                        .setDialect(GeminiDialect.NAME)
                        .setType(other.type())
                        .setJson(other.json())
                        .build());
        }
    }

    private void call(Call call, @Nullable Signature signature) {
        called = true;
        ToolCall.Builder start = ToolCall.newBuilder()
                .setCallId(call.id().isEmpty() ? callIds.get() : call.id())
                .setName(names.original(call.name()))
                .setArgumentsJson("");
        PartDelta arguments =
                PartDelta.newBuilder().setArgumentsJson(call.argumentsJson()).build();
        whole(Part.newBuilder().setToolCall(start).build(), arguments, signature);
    }

    private void file(File file, @Nullable Signature signature) {
        if (!file.media().hasData()) {
            whole(Part.newBuilder().setMedia(file.media()).build(), null, signature);
            return;
        }
        PartDelta data = PartDelta.newBuilder().setData(file.media().getData()).build();
        Part.Builder start = Part.newBuilder().setMedia(file.media());
        start.getMediaBuilder().setData(ByteString.EMPTY);
        whole(start.build(), data, signature);
    }

    private void whole(Part start, @Nullable PartDelta content, @Nullable Signature signature) {
        List<PartDelta> deltas = new ArrayList<>(2);
        if (content != null) {
            deltas.add(content);
        }
        if (signature != null) {
            deltas.add(PartDelta.newBuilder().setSignature(signature).build());
        }
        parts.whole(start, deltas);
    }
}
