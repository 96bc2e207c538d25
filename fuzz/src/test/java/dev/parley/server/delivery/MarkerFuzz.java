package dev.parley.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;

/** The marker of continued answers: however a text is cut, the same of it is said, and never the marker. */
public final class MarkerFuzz {
    private static final String MARKER = "[end]";

    private MarkerFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "marker", Seeds.texts("so it is. [end]", "[en [end][end ]", "a\n[e", "[[end]end]"), MarkerFuzz::read);
    }

    private static void read(byte[] input) {
        String text = new String(input, UTF_8);
        String whole = said(text, Integer.MAX_VALUE);
        String cut = said(text, 1 + Math.floorMod(text.hashCode(), 5));
        Laws.check(whole.equals(cut), "cut otherwise, it says '" + cut + "' and not '" + whole + "'");
    }

    private static String said(String text, int piece) {
        MarkerFilter filter = new MarkerFilter(MARKER);
        StringBuilder said = new StringBuilder();
        for (int at = 0; at < text.length(); at += Math.min(piece, text.length() - at)) {
            said.append(filter.pass(text.substring(at, at + Math.min(piece, text.length() - at))));
        }
        Laws.check(filter.seen() == text.contains(MARKER), "the marker is seen: " + filter.seen());
        return said.append(filter.rest()).toString();
    }
}
