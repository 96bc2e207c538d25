package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonReader;
import java.util.function.LongConsumer;

/** Reads scalars from hosts that are loose with types: what is not of the kind counts as not given. */
public final class Lenient {
    private Lenient() {}

    /** The string; empty if it is none. */
    public static String text(JsonReader in) {
        if (in.type() == JsonReader.Type.STRING) {
            return in.string();
        }
        in.skip();
        return "";
    }

    /** Hands over the number, its fraction cut off; nothing if it is none. */
    public static void count(JsonReader in, LongConsumer to) {
        if (in.type() == JsonReader.Type.NUMBER) {
            to.accept((long) in.number());
        } else {
            in.skip();
        }
    }

    /** The number; the fallback if it is none. */
    public static int index(JsonReader in, int fallback) {
        if (in.type() == JsonReader.Type.NUMBER) {
            return (int) in.number();
        }
        in.skip();
        return fallback;
    }
}
