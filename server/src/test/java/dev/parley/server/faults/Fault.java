package dev.parley.server.faults;

import dev.parley.testkit.Reply;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that a host does wrong.
 *
 * @param script what it sends
 * @param outcome what comes of it, but for the families in {@code but}
 * @param families those that it can happen with
 * @param rest how many seconds the caller is told to wait, and both credentials rest; 0: none do
 * @param address where the gateway looks for a host that is at this address
 */
record Fault(
        String name,
        Script script,
        Outcome outcome,
        Map<Family, Outcome> but,
        Set<Family> families,
        int rest,
        UnaryOperator<String> address) {
    /** What a host says that has nothing wrong with it; some of its letters are of several bytes. */
    static final String TEXT = "One 你好 😀 two";

    /** What is said before something breaks. */
    static final String SAID = "One ";

    /** What a host sends to a request. */
    interface Script {
        /** {@code stream}: a stream was asked for; {@code key}: the credential that was shown. */
        Reply reply(Family family, boolean stream, String key);
    }

    /** A fault that every family may have. */
    static Fault of(String name, Outcome outcome, Script script) {
        return new Fault(name, script, outcome, Map.of(), EnumSet.allOf(Family.class), 0, UnaryOperator.identity());
    }

    /** A fault of whatever is at this address. */
    static Fault at(String address, String name, Outcome outcome) {
        Script script = (family, stream, key) -> family.answer(TEXT, stream);
        return new Fault(name, script, outcome, Map.of(), EnumSet.allOf(Family.class), 0, origin -> address);
    }

    /** The same, but this comes of it with that family. */
    Fault but(Family family, Outcome other) {
        Map<Family, Outcome> all = new EnumMap<>(Family.class);
        all.putAll(but);
        all.put(family, other);
        return new Fault(name, script, outcome, all, families, rest, address);
    }

    /** The same for these families alone. */
    Fault only(Family first, Family... others) {
        return new Fault(name, script, outcome, but, EnumSet.of(first, others), rest, address);
    }

    /** The same for all families but these. */
    Fault not(Family first, Family... others) {
        return new Fault(name, script, outcome, but, EnumSet.complementOf(EnumSet.of(first, others)), rest, address);
    }

    /** The same, after which credentials rest for so many seconds. */
    Fault resting(int seconds) {
        return new Fault(name, script, outcome, but, families, seconds, address);
    }

    /** What comes of it; null if it cannot happen with that family. */
    @Nullable
    Outcome outcome(Family family) {
        return families.contains(family) ? but.getOrDefault(family, outcome) : null;
    }

    /** Whether a gateway is needed that no other fault is played on: it must be waited for, or leaves something. */
    boolean isAlone() {
        return rest > 0 || outcome.sends() == 0 || isSlow();
    }

    /** Whether it has to be waited for. */
    boolean isSlow() {
        return !outcome.within().isZero();
    }

    @Override
    public String toString() {
        return name;
    }
}
