package dev.parley.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Inputs that are a little wrong, made of right ones. The same seed makes the same ones. */
final class Mutations {
    private static final List<byte[]> WORDS = Stream.of(
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1e400",
                    "9223372036854775808",
                    "\"\"",
                    "{}",
                    "[]",
                    "\\u0000",
                    "\\ud800",
                    "\n",
                    "\r",
                    "\n\n",
                    "data: ",
                    "event: error\n",
                    "[DONE]",
                    "\u0000",
                    "\u4f60",
                    "\ud83d\ude00",
                    "\ufeff",
                    "../",
                    "%00",
                    "%",
                    "99999999999999999999")
            .map(word -> word.getBytes(UTF_8))
            .toList();
    private static final int STEPS_MOST = 4;

    private final List<byte[]> inputs;
    private final Random random;

    Mutations(List<byte[]> inputs, long seed) {
        this.inputs = inputs;
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] input = any();
        for (int steps = 1 + random.nextInt(STEPS_MOST); steps > 0; steps--) {
            input = step(input);
        }
        return input;
    }

    private byte[] step(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> joined(input, from, new byte[] {(byte) random.nextInt(256)}, Math.min(input.length, from + 1));
            case 1 -> joined(input, from, WORDS.get(random.nextInt(WORDS.size())), from);
            case 2 -> joined(input, from, WORDS.get(random.nextInt(WORDS.size())), to);
            case 3 -> joined(input, from, new byte[0], to);
            case 4 -> joined(input, to, Arrays.copyOfRange(input, from, to), to);
            default -> spliced(input, from);
        };
    }

    /** The beginning of one and the end of another. */
    private byte[] spliced(byte[] input, int from) {
        byte[] other = any();
        return joined(
                input, from, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), input.length);
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private static byte[] joined(byte[] input, int until, byte[] between, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(input, 0, until);
        bytes.writeBytes(between);
        bytes.write(input, from, input.length - from);
        return bytes.toByteArray();
    }
}
