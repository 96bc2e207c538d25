package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Sampling;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The plain numbers of a request, one row each: its name, its range and where the contract has it. */
record SamplingField(
        String name, Predicate<Sampling> given, BiConsumer<Sampling, JsonWriter> write, Read read) {
    static final List<SamplingField> ALL = List.of(
            decimal("temperature", 0, 2, Sampling::hasTemperature, Sampling::getTemperature, Sampling.Builder::setTemperature),
            decimal("top_p", 0, 1, Sampling::hasTopP, Sampling::getTopP, Sampling.Builder::setTopP),
            decimal("presence_penalty", -2, 2, Sampling::hasPresencePenalty, Sampling::getPresencePenalty, Sampling.Builder::setPresencePenalty),
            decimal("frequency_penalty", -2, 2, Sampling::hasFrequencyPenalty, Sampling::getFrequencyPenalty, Sampling.Builder::setFrequencyPenalty),
            integer("top_k", 1, Integer.MAX_VALUE, Sampling::hasTopK, Sampling::getTopK, (to, k) -> to.setTopK((int) k)),
            integer("n", 1, 128, Sampling::hasCandidates, Sampling::getCandidates, (to, n) -> to.setCandidates((int) n)),
            integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, Sampling::hasSeed, Sampling::getSeed, Sampling.Builder::setSeed));

    /** Reads the value that stands next. */
    @FunctionalInterface
    interface Read {
        void into(JsonReader in, Sampling.Builder target);
    }

    /** Reads a whole number; both ends are within. */
    static long integer(JsonReader in, long min, long max) {
        long value = in.integer();
        if (value < min || value > max) {
            throw in.unexpected("an integer from %d to %d".formatted(min, max));
        }
        return value;
    }

    private static double decimal(JsonReader in, int min, int max) {
        double value = in.number();
        if (value < min || value > max) {
            throw in.unexpected("a number from %d to %d".formatted(min, max));
        }
        return value;
    }

    private static SamplingField decimal(
            String name, int min, int max, Predicate<Sampling> given, ToDoubleFunction<Sampling> get, SetDecimal set) {
        return new SamplingField(
                name,
                given,
                (from, out) -> out.value(get.applyAsDouble(from)),
                (in, to) -> set.into(to, decimal(in, min, max)));
    }

    private static SamplingField integer(
            String name, long min, long max, Predicate<Sampling> given, ToLongFunction<Sampling> get, SetInteger set) {
        return new SamplingField(
                name,
                given,
                (from, out) -> out.value(get.applyAsLong(from)),
                (in, to) -> set.into(to, integer(in, min, max)));
    }

    @FunctionalInterface
    private interface SetDecimal {
        void into(Sampling.Builder target, double value);
    }

    @FunctionalInterface
    private interface SetInteger {
        void into(Sampling.Builder target, long value);
    }
}
