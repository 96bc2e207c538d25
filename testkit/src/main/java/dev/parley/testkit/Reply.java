package dev.parley.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** What a {@link FakeUpstream} sends: bytes, waits and endings, in order. Played once. */
public final class Reply {
    /** What comes next. */
    private sealed interface Step {
        record Bytes(byte[] bytes) implements Step {}

        record Repeat(byte[] bytes, int times) implements Step {}

        record Stamped(LongFunction<String> text) implements Step {}

        record Pause(long millis) implements Step {}

        record Await(CountDownLatch latch) implements Step {}

        record Reset() implements Step {}

        record Stall() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private volatile boolean finished;
    private Runnable atEnd = () -> {};
    private boolean keep;
    private int piece = Integer.MAX_VALUE;

    private Reply() {}

    /** These bytes and nothing else, then the end of the connection. */
    public static Reply raw(String bytes) {
        return new Reply().then(bytes);
    }

    /** A whole JSON reply on a connection that stays. */
    public static Reply json(int status, String body, String... headers) {
        return whole(status, "application/json", body, headers);
    }

    /** A whole reply of any type on a connection that stays. */
    public static Reply whole(int status, String type, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder head = head(status, type, headers);
        Reply reply = raw(head + "content-length: " + length + "\r\n\r\n" + body);
        reply.keep = true;
        return reply;
    }

    /** The head of an event stream that ends with the connection; say what it holds with {@link #then}. */
    public static Reply sse(String... headers) {
        return raw(head(200, "text/event-stream", headers) + "connection: close\r\n\r\n");
    }

    /** The head of a stream of JSON lines that ends with the connection; say what it holds with {@link #then}. */
    public static Reply lines(String... headers) {
        return raw(head(200, "application/x-ndjson", headers) + "connection: close\r\n\r\n");
    }

    /** Nothing at all, for ever. */
    public static Reply silence() {
        return new Reply().stall();
    }

    public Reply then(String text) {
        steps.add(new Step.Bytes(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Bytes that need not be text. */
    public Reply bytes(byte[] bytes) {
        steps.add(new Step.Bytes(bytes.clone()));
        return this;
    }

    /** The same text so many times, or until the client leaves. */
    public Reply repeat(String text, int times) {
        steps.add(new Step.Repeat(text.getBytes(StandardCharsets.UTF_8), times));
        return this;
    }

    /** A {@code data:} event. */
    public Reply event(String data) {
        return then("data: " + data + "\n\n");
    }

    /** A line. */
    public Reply line(String json) {
        return then(json + "\n");
    }

    /** A text that knows when it is sent, as {@link System#nanoTime()}. */
    public Reply stamped(LongFunction<String> text) {
        steps.add(new Step.Stamped(text));
        return this;
    }

    public Reply pause(long millis) {
        steps.add(new Step.Pause(millis));
        return this;
    }

    /** Waits for it, at most 20 s, or until the client leaves. */
    public Reply await(CountDownLatch latch) {
        steps.add(new Step.Await(latch));
        return this;
    }

    /** Ends the connection with a TCP reset. */
    public Reply reset() {
        steps.add(new Step.Reset());
        return this;
    }

    /** Falls silent until the client leaves. */
    public Reply stall() {
        steps.add(new Step.Stall());
        return this;
    }

    /** Writes at most so many bytes at once, each in a segment of its own. */
    public Reply inPiecesOf(int bytes) {
        piece = bytes;
        return this;
    }

    /** The text that was said with {@link #then} after the head. */
    public String body() {
        return text(steps.subList(1, steps.size()));
    }

    /** All text, its head included. */
    public String text() {
        return text(steps);
    }

    private static String text(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Bytes(byte[] bytes)) {
                text.append(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    boolean keepsConnection() {
        return keep;
    }

    boolean isFinished() {
        return finished;
    }

    void finished() {
        finished = true;
        atEnd.run();
    }

    /** Runs this when it was sent, or the client has left. */
    Reply atEnd(Runnable deed) {
        atEnd = deed;
        return this;
    }

    /** The client has left: nothing more is waited for. */
    void abandon() {
        abandoned.countDown();
    }

    boolean play(Socket socket) throws IOException {
        try {
            for (Step step : steps) {
                play(step, socket);
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        return keep;
    }

    private void play(Step step, Socket socket) throws IOException, InterruptedException {
        switch (step) {
            case Step.Bytes(byte[] bytes) -> write(socket.getOutputStream(), bytes);
            case Step.Repeat(byte[] bytes, int times) -> {
                for (int i = 0; i < times && abandoned.getCount() > 0; i++) {
                    write(socket.getOutputStream(), bytes);
                }
            }
            case Step.Stamped(LongFunction<String> text) ->
                write(socket.getOutputStream(), text.apply(System.nanoTime()).getBytes(StandardCharsets.UTF_8));
            case Step.Pause(long millis) -> abandoned.await(millis, TimeUnit.MILLISECONDS);
            case Step.Await(CountDownLatch latch) -> await(latch, Duration.ofSeconds(20));
            case Step.Stall() -> abandoned.await(60, TimeUnit.SECONDS);
            case Step.Reset() -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }

    /** Looks at both latches in turn, for there is no waiting for either. */
    private void await(CountDownLatch latch, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (abandoned.getCount() > 0 && System.nanoTime() < end) {
            if (latch.await(10, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
            out.write(bytes, at, Math.min(piece, bytes.length - at));
            out.flush();
        }
    }

    private static StringBuilder head(int status, String type, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\ncontent-type: " + type + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head;
    }
}
