package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.PartFlow;
import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer's text on its way out, where citation markers such as {@code [citation:3]} are dealt with. Holds back no
 * more than what may be the beginning of one.
 */
final class CitedText {
    private static final Pattern MARKER = Pattern.compile("\\[citation:(\\d{1,4})]");
    private static final Pattern BEGUN = Pattern.compile("\\[(c(i(t(a(t(i(o(n(:\\d{0,4})?)?)?)?)?)?)?)?)?");
    private static final int LONGEST = "[citation:1234".length();

    private final PartFlow parts;
    private final SessionFormat.Citations mode;
    private final Map<Integer, Citation> sources = new HashMap<>();
    private String held = "";
    private int position;

    CitedText(PartFlow parts, SessionFormat.Citations mode) {
        this.parts = parts;
        this.mode = mode;
    }

    void add(String piece) {
        if (mode == SessionFormat.Citations.KEEP) {
            parts.text(piece);
            return;
        }
        String rest = held + piece;
        held = "";
        Matcher marker = MARKER.matcher(rest);
        int said = 0;
        for (int at = rest.indexOf('['); at >= 0 && held.isEmpty(); at = rest.indexOf('[', at + 1)) {
            if (marker.region(at, rest.length()).lookingAt()) {
                say(rest.substring(said, at));
                cite(Integer.parseInt(marker.group(1)));
                said = marker.end();
            } else if (isBegun(rest, at)) {
                held = rest.substring(at);
            }
        }
        say(rest.substring(said, rest.length() - held.length()));
    }

    /** The text ends, or something else comes between. */
    void end() {
        say(held);
        held = "";
        position = 0;
    }

    /** What the search found: a list of {@code {cite_index, url, title}}. */
    void sources(JsonReader in) {
        if (mode != SessionFormat.Citations.ANNOTATE || in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            source(in);
        }
    }

    private void source(JsonReader in) {
        int index = 0;
        Citation.Builder source = Citation.newBuilder();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "cite_index" -> index = Lenient.index(in, 0);
                case "url" -> source.setUri(Lenient.text(in));
                case "title" -> source.setTitle(Lenient.text(in));
                default -> in.skip();
            }
        }
        sources.put(index, source.build());
    }

    private void cite(int index) {
        Citation source = sources.get(index);
        if (source != null) {
            parts.cite(source.toBuilder().setStart(position).setEnd(position).build());
        }
    }

    private static boolean isBegun(String text, int at) {
        return text.length() - at <= LONGEST
                && BEGUN.matcher(text.substring(at)).matches();
    }

    private void say(String text) {
        position += (int)
                text.chars().filter(c -> !Character.isLowSurrogate((char) c)).count();
        parts.text(text);
    }
}
