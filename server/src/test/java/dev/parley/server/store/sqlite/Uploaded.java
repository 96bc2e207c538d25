package dev.parley.server.store.sqlite;

import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Credentials that are uploaded one after the other, a few in turn; with each goes a mark that says which it is. */
final class Uploaded {
    private static final int NAMES = 10;
    private static final int LENGTH = 60_000;
    private static final String MARK = "last";

    private Uploaded() {}

    /** Keeps a credential by its number, counted from 1, and the mark with it. */
    static void put(SqliteStore store, int number) {
        store.documents()
                .apply(List.of(
                        new Change(Kind.CREDENTIAL, name(number), text(number)),
                        new Change(Kind.CREDENTIAL_STATE, MARK, Integer.toString(number))));
    }

    /** The number that the mark tells; 0: none. */
    static int last(SqliteStore store) {
        Documents documents = store.documents();
        return Integer.parseInt(documents.all(Kind.CREDENTIAL_STATE).getOrDefault(MARK, "0"));
    }

    /** What must be there after so many. */
    static Map<String, String> after(int number) {
        Map<String, String> all = new HashMap<>();
        for (int i = Math.max(1, number - NAMES + 1); i <= number; i++) {
            all.put(name(i), text(i));
        }
        return all;
    }

    private static String name(int number) {
        return "credential-" + number % NAMES;
    }

    private static String text(int number) {
        byte[] noise = new byte[LENGTH / 2];
        new Random(number).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
