package dev.parley.server.delivery;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts text between its graphemes: what a reader sees as one character stays whole. */
final class TextChunks {
    private TextChunks() {}

    /** Chunks of at most {@code most} code points, but for a grapheme that has more; together they are the text. */
    static List<String> of(String text, int most) {
        List<String> chunks = new ArrayList<>();
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        int begin = 0;
        int fits = 0;
        for (int end = graphemes.next(); end != BreakIterator.DONE; end = graphemes.next()) {
            if (fits > begin && text.codePointCount(begin, end) > most) {
                chunks.add(text.substring(begin, fits));
                begin = fits;
            }
            fits = end;
        }
        if (fits > begin) {
            chunks.add(text.substring(begin, fits));
        }
        return chunks;
    }
}
