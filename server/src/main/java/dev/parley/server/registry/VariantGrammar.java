package dev.parley.server.registry;

import dev.parley.server.registry.Piece.Kind;
import dev.parley.server.routing.Thinking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        VariantName read = VariantName.plain(name);
        for (VariantName further = read;
                further != null;
                further = further(read).findFirst().orElse(null)) {
            read = further;
        }
        return read;
    }

    /** Reads a name until its base is a known one, by as few pieces as can be, else as far as the grammar goes. */
    public VariantName parse(String name, Predicate<String> known) {
        Deque<VariantName> open = new ArrayDeque<>(List.of(VariantName.plain(name)));
        for (VariantName read = open.poll(); read != null; read = open.poll()) {
            if (known.test(read.base())) {
                return read;
            }
            further(read).forEach(open::add);
        }
        return parse(name);
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

    /** The name read one piece further, in each way there is. */
    private Stream<VariantName> further(VariantName name) {
        return pieces.stream().filter(piece -> piece.isOn(name)).map(name::without);
    }
}
