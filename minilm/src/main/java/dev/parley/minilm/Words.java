package dev.parley.minilm;

import java.text.Normalizer;

/**
 * The words of a text as BERT's uncased models see them: in lower case, without accents and control characters; each
 * piece of punctuation and each ideograph is a word. One thread.
 */
final class Words {
    private final String text;
    private final int most;
    private final StringBuilder word = new StringBuilder();
    private int length;
    private int at;
    /** What was read behind the word, and is the next one; empty if nothing was. */
    private String ahead = "";

    /** Of words that have more than {@code most} characters, no more are kept. */
    Words(String text, int most) {
        this.text = text;
        this.most = most;
    }

    /** Reads the next word; false if there is none. */
    boolean next() {
        word.setLength(0);
        length = 0;
        if (!ahead.isEmpty()) {
            append(ahead);
            ahead = "";
            return true;
        }
        boolean whole = false;
        while (!whole && at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            whole = take(character);
        }
        return length > 0;
    }

    String word() {
        return word.toString();
    }

    boolean isTooLong() {
        return length > most;
    }

    /** Takes a character; whether the word is whole. */
    private boolean take(int character) {
        if (Characters.isSpace(character)) {
            return length > 0;
        }
        if (Characters.isNothing(character)) {
            return false;
        }
        String plain = plain(character);
        if (!plain.isEmpty() && Characters.standsAlone(character, plain)) {
            if (length == 0) {
                append(plain);
            } else {
                ahead = plain;
            }
            return true;
        }
        append(plain);
        return false;
    }

    private void append(String plain) {
        int characters = plain.codePointCount(0, plain.length());
        if (length <= most) {
            word.append(plain);
        }
        length += characters;
    }

    /** In lower case, without marks. */
    private static String plain(int character) {
        if (character < 0x80) {
            return String.valueOf((char) Character.toLowerCase(character));
        }
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
