package dev.parley.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.json.ByteSink;
import dev.parley.server.provider.http.SseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes streams of any dialect the way the server does. */
public final class Streams {
    private static final int EVENT_MOST = 1 << 20;

    private Streams() {}

    /** The events of a stream in which {@code dialect} speaks. */
    public static List<ChatEvent> read(SouthDialect dialect, String sse) {
        return read(dialect, new ByteArrayInputStream(sse.getBytes(UTF_8)));
    }

    /** The same with the bytes arriving in two reads. */
    public static List<ChatEvent> readCut(SouthDialect dialect, byte[] sse, int at) {
        return read(
                dialect,
                new SequenceInputStream(
                        new ByteArrayInputStream(sse, 0, at), new ByteArrayInputStream(sse, at, sse.length - at)));
    }

    private static List<ChatEvent> read(SouthDialect dialect, InputStream sse) {
        List<ChatEvent> events = new ArrayList<>();
        SseReader frames = new SseReader(sse, EVENT_MOST);
        EventReader reader = dialect.eventReader();
        try {
            for (SseEvent frame = frames.next(); frame != null; frame = frames.next()) {
                reader.read(frame, events::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.end(events::add);
        return events;
    }

    /** The whole answer. */
    public static ChatResponse fold(List<ChatEvent> events) {
        ChatAccumulator whole = new ChatAccumulator();
        events.forEach(whole::add);
        return whole.response();
    }

    /** The stream that a caller gets, Completed added. */
    public static String write(EventWriter writer, List<ChatEvent> events) {
        ByteSink out = new ByteSink(1024);
        events.forEach(event -> writer.write(event, out));
        Completed completed =
                Completed.newBuilder().setUsage(fold(events).getUsage()).build();
        writer.write(ChatEvent.newBuilder().setCompleted(completed).build(), out);
        return out.toString();
    }
}
