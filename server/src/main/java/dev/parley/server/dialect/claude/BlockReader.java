package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.CacheHint;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads one content block of a request. A kind that is not modelled stays as it is. */
final class BlockReader {
    private static final Shape<BlockReader> TEXT =
            block().with("text", (in, to) -> to.text = in.string()).with("citations", (in, to) -> to.citations(in));
    private static final Shape<BlockReader> THINKING = block().with("thinking", (in, to) -> to.text = in.string())
            .with("signature", (in, to) -> to.signature(in.string()));
    private static final Shape<BlockReader> REDACTED =
            block().with("data", (in, to) -> to.part.mergeFrom(ClaudeSignature.sealed(in.string())));
    private static final Shape<BlockReader> MEDIA = block().with(
                    "source", (in, to) -> to.media = MediaReader.read(to.type, in, to.extras))
            .with("title", (in, to) -> to.title = in.string());
    private static final Shape<BlockReader> TOOL_USE = block().with(
                    "id", (in, to) -> to.call().setCallId(in.string()))
            .with("name", (in, to) -> to.call().setName(in.string()))
            .with("input", (in, to) -> to.call().setArgumentsJson(ToolReader.object(in)));
    private static final Shape<BlockReader> TOOL_RESULT = block().with(
                    "tool_use_id", (in, to) -> to.result().setCallId(in.string()))
            .with("content", (in, to) -> to.content(in))
            .with("is_error", (in, to) -> to.isError(in.bool()));

    private final Part.Builder part = Part.newBuilder();
    private final Extras extras = new Extras();
    private final String type;
    private @Nullable String text;
    private @Nullable Media media;
    private String title = "";

    private BlockReader(String type) {
        this.type = type;
    }

    /** Reads the block that stands next. */
    static Part read(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("an object");
        }
        BlockReader block = new BlockReader(in.peek("type"));
        switch (block.type) {
            case "text" -> block.text(in);
            case "thinking" -> block.thought(in);
            case "redacted_thinking" -> block.redacted(in);
            case "tool_use" -> block.call(in);
            case "tool_result" -> block.result(in);
            case "image", "document" -> block.mediaOrOpaque(in);
            default -> block.opaque(in);
        }
        block.extras.addTo(ClaudeDialect.NAME, block.part::addExtensions);
        return block.part.build();
    }

    /** What every kind of block has. */
    private static Shape<BlockReader> block() {
        return new Shape<BlockReader>()
                .with("type", (in, to) -> in.skip())
                .with(CacheControl.NAME, (in, to) -> to.cache(in));
    }

    private void text(JsonReader in) {
        TEXT.read(in, this, extras);
        part.getTextBuilder().setText(Faults.require(text, in.path() + ".text"));
    }

    private void thought(JsonReader in) {
        THINKING.read(in, this, extras);
        part.setThought(Thought.newBuilder().setText(Faults.require(text, in.path() + ".thinking")));
    }

    private void redacted(JsonReader in) {
        REDACTED.read(in, this, extras);
        Faults.requireText(part.getThought().getSealed(), in.path() + ".data");
    }

    private void call(JsonReader in) {
        TOOL_USE.read(in, this, extras);
        Faults.requireText(call().getCallId(), in.path() + ".id");
        Faults.requireText(call().getName(), in.path() + ".name");
    }

    private void result(JsonReader in) {
        TOOL_RESULT.read(in, this, extras);
        Faults.requireText(result().getCallId(), in.path() + ".tool_use_id");
    }

    private void mediaOrOpaque(JsonReader in) {
        if (MediaReader.knows(type, in.peek("source", "type"))) {
            MEDIA.read(in, this, extras);
            Media source = Faults.require(media, in.path() + ".source");
            part.setMedia(source.toBuilder().setFilename(title));
            if (type.equals("image") && MediaKind.usual(source) != MediaKind.IMAGE) {
                part.addExtensions(ClaudeForm.IMAGE.mark());
            }
        } else {
            opaque(in);
        }
    }

    private void opaque(JsonReader in) {
        String path = in.path();
        String json = in.raw();
        part.setOpaque(Opaque.newBuilder()
                .setDialect(ClaudeDialect.NAME)
                .setType(Faults.requireText(type, path + ".type"))
                .setJson(json));
    }

    private void cache(JsonReader in) {
        CacheHint hint = CacheControl.read(in, extras);
        if (hint != null) {
            part.setCache(hint);
        }
    }

    private void citations(JsonReader in) {
        Text.Builder cited = part.getTextBuilder();
        in.beginArray();
        while (in.nextElement()) {
            cited.addCitations(ClaudeCitation.read(in));
        }
    }

    private void signature(String signature) {
        if (!signature.isEmpty()) {
            part.setSignature(ClaudeSignature.read(signature));
        }
    }

    private void content(JsonReader in) {
        TextOrParts content = RequestContent.read(in);
        result().addAllContent(content.parts());
        if (RequestContent.isNeedlessList(content)) {
            part.addExtensions(ClaudeForm.LIST.mark());
        } else if (content.parts().isEmpty()) {
            part.addExtensions(ClaudeForm.EMPTY_STRING.mark());
        }
    }

    private void isError(boolean failed) {
        result().setIsError(failed);
        if (!failed) {
            part.addExtensions(ClaudeForm.NOT_ERROR.mark());
        }
    }

    private ToolCall.Builder call() {
        return part.getToolCallBuilder();
    }

    private ToolResult.Builder result() {
        return part.getToolResultBuilder();
    }
}
