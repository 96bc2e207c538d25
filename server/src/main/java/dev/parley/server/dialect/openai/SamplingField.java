package dev.parley.server.dialect.openai;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** The plain numbers of a request, one row each: its name, where the contract has it, and its range, ends included. */
record SamplingField(String name, FieldDescriptor field, long min, long max) {
    static final List<SamplingField> ALL = List.of(
            row("temperature", Sampling.TEMPERATURE_FIELD_NUMBER, 0, 2),
            row("top_p", Sampling.TOP_P_FIELD_NUMBER, 0, 1),
            row("presence_penalty", Sampling.PRESENCE_PENALTY_FIELD_NUMBER, -2, 2),
            row("frequency_penalty", Sampling.FREQUENCY_PENALTY_FIELD_NUMBER, -2, 2),
            row("top_k", Sampling.TOP_K_FIELD_NUMBER, 1, Integer.MAX_VALUE),
            row("n", Sampling.CANDIDATES_FIELD_NUMBER, 1, 128),
            row("seed", Sampling.SEED_FIELD_NUMBER, Long.MIN_VALUE, Long.MAX_VALUE));

    private static SamplingField row(String name, int number, long min, long max) {
        return new SamplingField(name, Sampling.getDescriptor().findFieldByNumber(number), min, max);
    }

    /** Reads a whole number in this range, ends included. */
    static long integer(JsonReader in, long min, long max) {
        long value = in.integer();
        if (value < min || value > max) {
            throw in.unexpected("an integer from %d to %d".formatted(min, max));
        }
        return value;
    }

    /** Reads the value that stands next. */
    void read(JsonReader in, Sampling.Builder target) {
        if (field.getJavaType() == JavaType.DOUBLE) {
            target.setField(field, decimal(in));
        } else if (field.getJavaType() == JavaType.INT) {
            target.setField(field, (int) integer(in, min, max));
        } else {
            target.setField(field, integer(in, min, max));
        }
    }

    /** Writes the value if there is one. */
    void write(Sampling sampling, MergedObject request) {
        if (!sampling.hasField(field)) {
            return;
        }
        Number value = (Number) sampling.getField(field);
        if (field.getJavaType() == JavaType.DOUBLE) {
            request.name(name).value(value.doubleValue());
        } else {
            request.name(name).value(value.longValue());
        }
    }

    private double decimal(JsonReader in) {
        double value = in.number();
        if (value < min || value > max) {
            throw in.unexpected("a number from %d to %d".formatted(min, max));
        }
        return value;
    }
}
