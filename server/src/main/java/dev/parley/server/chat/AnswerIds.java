package dev.parley.server.chat;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of answers whose provider gave none; no two alike (PUT-09). */
final class AnswerIds {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;
    private static final long SEED = new SecureRandom().nextLong();

    private AnswerIds() {}

    static String next() {
        StringBuilder id = new StringBuilder("chatcmpl-");
        long mixed = SEED;
        for (int i = 0; i < LENGTH; i++) {
            mixed = mixed * 31 + ThreadLocalRandom.current().nextLong();
            id.append(ALPHABET.charAt((int) Long.remainderUnsigned(mixed, ALPHABET.length())));
        }
        return id.toString();
    }
}
