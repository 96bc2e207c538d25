package dev.parley.testkit;

import java.time.Duration;

/**
 * How much a reliability test does: little in every build, much where somebody asks for it with {@code mvn verify
 * -Pfaults}, which sets the system property {@code parley.effort} to {@code long}.
 */
public final class Effort {
    /** The JUnit tag of the tests that {@code -Pfaults} runs, at full length and without any other. */
    public static final String TAG = "faults";

    private static final boolean LONG = "long".equals(System.getProperty("parley.effort"));

    private Effort() {}

    /** Whether somebody asked for all of it. */
    public static boolean isLong() {
        return LONG;
    }

    /** How many times to do something. */
    public static int of(int inEveryBuild, int atLength) {
        return LONG ? atLength : inEveryBuild;
    }

    /** How long to do something. */
    public static Duration of(Duration inEveryBuild, Duration atLength) {
        return LONG ? atLength : inEveryBuild;
    }
}
