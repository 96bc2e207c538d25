package dev.parley.server.registry;

import dev.parley.server.routing.Thinking;

/**
 * What may stand before or after the base of a {@link VariantName}.
 *
 * @param text how it is written
 * @param level for THINKING alone how hard; AUTO for others
 */
public record Piece(Kind kind, String text, Thinking level) {
    /** What it says; a name says each once. */
    enum Kind {
        /** Streams are cut from a whole answer. */
        FAKE_STREAMING(true),
        /** Answers that were cut off are continued. */
        ANTI_TRUNCATION(true),
        /** How hard the model thinks. */
        THINKING(false),
        /** The provider's web search is on. */
        SEARCH(false);

        private final boolean leads;

        Kind(boolean leads) {
            this.leads = leads;
        }
    }

    Piece(Kind kind, String text) {
        this(kind, text, Thinking.AUTO);
    }

    /** Whether it is the next piece of a name, and leaves something of it. */
    boolean isOn(VariantName name) {
        String base = name.base();
        boolean there = kind.leads ? base.startsWith(text) : base.endsWith(text);
        return there && base.length() > text.length() && !name.has(kind);
    }

    /** Whether it stands before the base. */
    boolean leads() {
        return kind.leads;
    }
}
