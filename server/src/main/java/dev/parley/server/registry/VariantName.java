package dev.parley.server.registry;

import dev.parley.server.registry.Piece.Kind;
import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.Thinking;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's name as the grammar of variants reads it (GM-40).
 *
 * @param prefix what stands before the base, as it was written
 * @param suffix what stands after it
 * @param pieces what they say
 */
public record VariantName(String prefix, String base, String suffix, List<Piece> pieces) {
    static VariantName plain(String name) {
        return new VariantName("", name, "", List.of());
    }

    /** The name read one piece further, which must be on it. */
    VariantName without(Piece piece) {
        List<Piece> read = Stream.concat(pieces.stream(), Stream.of(piece)).toList();
        String text = piece.text();
        return piece.leads()
                ? new VariantName(prefix + text, base.substring(text.length()), suffix, read)
                : new VariantName(prefix, base.substring(0, base.length() - text.length()), text + suffix, read);
    }

    /** Whether it says no more than its base. */
    public boolean isPlain() {
        return pieces.isEmpty();
    }

    /** The whole name again. */
    public String text() {
        return prefix + base + suffix;
    }

    /** Whether it says that streams are cut from a whole answer. */
    public boolean fakeStreaming() {
        return has(Kind.FAKE_STREAMING);
    }

    /** Whether it says that answers which were cut off are continued. */
    public boolean antiTruncation() {
        return has(Kind.ANTI_TRUNCATION);
    }

    /** How hard the model shall think, if the name says so. */
    public Optional<Thinking> thinking() {
        return pieces.stream()
                .filter(piece -> piece.kind() == Kind.THINKING)
                .map(Piece::level)
                .findFirst();
    }

    /** Whether it says that the provider's web search is on. */
    public boolean search() {
        return has(Kind.SEARCH);
    }

    boolean has(Kind kind) {
        return pieces.stream().anyMatch(piece -> piece.kind() == kind);
    }

    /** A model that is used in this way, with what the name says beside it. */
    ModelVariant over(ModelVariant variant) {
        return new ModelVariant(
                fakeStreaming() || variant.fakeStreaming(),
                antiTruncation() || variant.antiTruncation(),
                thinking().orElse(variant.thinking()),
                search() || variant.search(),
                variant.image(),
                variant.stream());
    }
}
