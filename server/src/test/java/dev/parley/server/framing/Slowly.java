package dev.parley.server.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends one byte at a time. */
final class Slowly {
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST = 25;

    private Slowly() {}

    /** What takes a byte. */
    interface Sink {
        void take(byte[] one) throws IOException;
    }

    /** Sends the first bytes of a text, until they would be refused or many have gone. */
    static void send(String text, Sink sink) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int i = 0; i < Math.min(MOST, bytes.length); i++) {
            sink.take(new byte[] {bytes[i]});
            LockSupport.parkNanos(GAP);
        }
    }
}
