package dev.parley.fuzz;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import java.util.concurrent.Callable;

/** What holds for readers of every kind. */
public final class Laws {
    private Laws() {}

    /** What is read; null if it is refused as a caller's fault. */
    public static <T> T fromCaller(Callable<T> reading) throws Exception {
        try {
            return reading.call();
        } catch (ChatException e) {
            check(e.blame() == Blame.REQUEST, "a caller's mistake is blamed on " + e.blame(), e);
            told(e);
            return null;
        }
    }

    /** What is read; null if it is refused as a host's fault, or that of what the host was sent. */
    public static <T> T fromHost(Callable<T> reading) throws Exception {
        try {
            return reading.call();
        } catch (ChatException e) {
            check(e.blame() != Blame.GATEWAY, "a host's mistake is blamed on Parley", e);
            told(e);
            return null;
        }
    }

    /** What is read; null if it is refused in this one way. */
    public static <T> T refusing(Class<? extends Exception> refusal, Callable<T> reading) throws Exception {
        try {
            return reading.call();
        } catch (Exception e) {
            if (refusal.isInstance(e)) {
                return null;
            }
            throw e;
        }
    }

    /** It is one JSON value. */
    public static void isJson(byte[] written) {
        JsonReader in = JsonReader.of(written);
        in.skip();
        in.end();
    }

    /** Fails with these words unless it is so. */
    public static void check(boolean holds, String broken) {
        check(holds, broken, null);
    }

    private static void check(boolean holds, String broken, Throwable cause) {
        if (!holds) {
            throw new AssertionError(broken, cause);
        }
    }

    private static void told(ChatException e) {
        check(e.code() != ErrorCode.ERROR_CODE_INTERNAL, "an input is told as an internal error", e);
        check(!e.error().getMessage().isEmpty(), "a failure without a message", e);
    }
}
