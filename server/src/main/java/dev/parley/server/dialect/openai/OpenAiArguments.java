package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** What hosts with an envelope of their own take in this dialect's words: the messages and the tools. */
public final class OpenAiArguments {
    private OpenAiArguments() {}

    /** Writes {@code messages}. */
    public static void messages(List<ChatMessage> messages, MergedObject into, JsonWriter out) {
        MessageWriter writer = new MessageWriter(out);
        into.name("messages").beginArray();
        messages.forEach(writer::write);
        out.endArray();
    }

    /** Writes {@code tools} and the choice among them, if there are any. */
    public static void tools(ChatRequest chat, MergedObject into, JsonWriter out) {
        new ToolWriter(out).write(chat, into);
    }

    /** Whether a part of a message can be written. */
    public static boolean sendable(Part part, ChatMessage message) {
        return Losses.sendable(part, message.getRole());
    }

    /** Reports what of the messages and tools cannot be written. */
    public static void report(ChatRequest chat, Drops drops) {
        Losses.report(chat, "", drops);
    }
}
