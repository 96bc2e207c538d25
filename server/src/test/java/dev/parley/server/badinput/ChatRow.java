package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A numbered case among what chat requests hold, for each front that has it. */
final class ChatRow {
    private final int number;
    private final String what;
    private final Map<Front, Sent> sent = new EnumMap<>(Front.class);

    ChatRow(int number, String what) {
        this.number = number;
        this.what = what;
    }

    /** What a front is sent in place of fields of its good request. */
    ChatRow on(Front front, String fields, int status, String word) {
        return raw(front, () -> front.with(fields).getBytes(UTF_8), status, word);
    }

    /** What a front is sent. */
    ChatRow raw(Front front, Supplier<byte[]> body, int status, String word) {
        sent.put(front, new Sent(body, status, word));
        return this;
    }

    /** What all fronts are sent whose requests are JSON. */
    ChatRow json(Function<Front, byte[]> body, int status, String word) {
        for (Front front : Front.values()) {
            if (front != Front.GRPC) {
                raw(front, () -> body.apply(front), status, word);
            }
        }
        return this;
    }

    int number() {
        return number;
    }

    String what() {
        return what;
    }

    Map<Front, Sent> sent() {
        return sent;
    }

    @Override
    public String toString() {
        return number + " " + what;
    }
}
