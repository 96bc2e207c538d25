package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
@EnabledIfSystemProperty(named = GuidedTest.SECONDS, matches = "\\d+", disabledReason = "mvn verify -Pfuzz runs it")
@DisplayName("Every reader keeps its laws on what Jazzer finds, led by the code that each input reaches")
class GuidedTest {
    static final String SECONDS = "fuzz.seconds";

    private static final List<String> FOUND = new ArrayList<>();

    static Stream<FuzzTarget> readers() {
        String one = System.getProperty("fuzz.target", "");
        return one.isEmpty() ? Targets.ALL.stream() : Stream.of(Targets.named(one));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void keepsItsLaws(FuzzTarget target) throws Exception {
        JazzerRun run = JazzerRun.of(target, Integer.getInteger(SECONDS));
        FOUND.add("| %s | %,d | %,d | %,d | %,d |"
                .formatted(target, run.executions(), run.edges(), run.features(), run.corpus()));
        assertThat(run.broken())
                .as("the input that breaks a law; why, tells target/fuzz/%s.log", target)
                .isNull();
    }

    @AfterAll
    static void prints() {
        System.out.println("| reader | inputs | edges | features | corpus |\n| --- | --- | --- | --- | --- |");
        FOUND.forEach(System.out::println);
    }
}
