package dev.parley.minilm;

/** Kinds of characters, as BERT's tokenizers tell them. */
final class Characters {
    private static final int REPLACEMENT = 0xFFFD;

    private Characters() {}

    /** Whether it parts words. */
    static boolean isSpace(int character) {
        return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
    }

    /** Whether it is passed over. */
    static boolean isNothing(int character) {
        return character == REPLACEMENT
                || switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                    default -> false;
                };
    }

    /** Whether it is a word of its own; {@code plain} is what remains of it. */
    static boolean standsAlone(int character, String plain) {
        return isIdeograph(character) || isPunctuation(plain.codePointAt(0));
    }

    private static boolean isPunctuation(int character) {
        if (character < 0x80) {
            return character > ' ' && !Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The blocks of Chinese characters that the models were trained with. */
    private static boolean isIdeograph(int character) {
        return in(character, 0x4E00, 0x9FFF)
                || in(character, 0x3400, 0x4DBF)
                || in(character, 0x20000, 0x2A6DF)
                || in(character, 0x2A700, 0x2B73F)
                || in(character, 0x2B740, 0x2B81F)
                || in(character, 0x2B920, 0x2CEAF)
                || in(character, 0xF900, 0xFAFF)
                || in(character, 0x2F800, 0x2FA1F);
    }

    private static boolean in(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
