package dev.parley.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What readers read well: the project's own fixtures, and texts. */
public final class Seeds {
    private Seeds() {}

    /** This file of every case in the folder that has it. */
    public static Supplier<List<byte[]>> fixtures(String folder, String file) {
        return () -> Fixtures.cases(folder).stream()
                .filter(fixture -> fixture.has(file))
                .map(fixture -> fixture.text(file).getBytes(UTF_8))
                .toList();
    }

    /** These texts. */
    public static Supplier<List<byte[]>> texts(String... texts) {
        return () -> Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    /** One after the other. */
    @SafeVarargs
    public static Supplier<List<byte[]>> all(Supplier<List<byte[]>>... sources) {
        return () -> {
            List<byte[]> all = new ArrayList<>();
            for (Supplier<List<byte[]>> source : sources) {
                all.addAll(source.get());
            }
            return all;
        };
    }
}
