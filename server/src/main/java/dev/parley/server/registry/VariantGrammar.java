package dev.parley.server.registry;

import dev.parley.server.registry.Piece.Kind;
import dev.parley.server.routing.Thinking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of model variants (GM-40), in any order on each side:
 *
 * <pre>
 * [fake streaming/][anti-truncation/] base [-maxthinking | -nothinking | -lowthinking | …][-search]
 * </pre>
 *
 * <p>Whatever is none of these belongs to the base. Pure and thread-safe.
 */
public final class VariantGrammar {
    /** How hard variants may think, as they are listed. */
    private static final List<Piece> THINKING = List.of(
            new Piece(Kind.THINKING, "-maxthinking", Thinking.MAX),
            new Piece(Kind.THINKING, "-nothinking", Thinking.NONE),
            new Piece(Kind.THINKING, "-lowthinking", Thinking.LOW),
            new Piece(Kind.THINKING, "-medthinking", Thinking.MEDIUM),
            new Piece(Kind.THINKING, "-autothinking", Thinking.AUTO));

    private static final Piece SEARCH = new Piece(Kind.SEARCH, "-search");

    private final String fakeStreaming;
    private final String antiTruncation;
    private final List<Piece> pieces;

    /**
     * The grammar with these spellings of its prefixes, at least one of each and none empty. The first of each is the
     * one that is listed.
     */
    public VariantGrammar(List<String> fakeStreaming, List<String> antiTruncation) {
        this.fakeStreaming = fakeStreaming.getFirst();
        this.antiTruncation = antiTruncation.getFirst();
        List<Piece> known = new ArrayList<>(THINKING);
        known.add(SEARCH);
        fakeStreaming.forEach(text -> known.add(new Piece(Kind.FAKE_STREAMING, text)));
        antiTruncation.forEach(text -> known.add(new Piece(Kind.ANTI_TRUNCATION, text)));
        // A spelling may begin with another one.
        known.sort(Comparator.comparingInt(piece -> -piece.text().length()));
        this.pieces = List.copyOf(known);
    }

    /** Reads a name as far as the grammar goes. */
    public VariantName parse(String name) {
        return parse(name, base -> false);
    }

    /** Reads a name until its base is a known one, else as far as the grammar goes. */
    public VariantName parse(String name, Predicate<String> known) {
        VariantName read = VariantName.plain(name);
        while (!known.test(read.base())) {
            VariantName further = strip(read);
            if (further == null) {
                return read;
            }
            read = further;
        }
        return read;
    }

    /** The variants of a base that are listed: at most one prefix each. */
    List<String> variants(String base) {
        return Stream.of("", fakeStreaming, antiTruncation)
                .flatMap(prefix -> Stream.concat(
                                Stream.of(""), THINKING.stream().map(Piece::text))
                        .flatMap(level -> Stream.of(level, level + SEARCH.text()))
                        .map(suffix -> prefix + base + suffix))
                .filter(name -> !name.equals(base))
                .toList();
    }

    /** The variant whose answers are continued. */
    String antiTruncated(String base) {
        return antiTruncation + base;
    }

    /** The variant that thinks as hard as it can. */
    static String thinkingMost(String base) {
        return base + THINKING.getFirst().text();
    }

    private @Nullable VariantName strip(VariantName name) {
        for (Piece piece : pieces) {
            if (piece.isOn(name)) {
                return name.without(piece);
            }
        }
        return null;
    }
}
