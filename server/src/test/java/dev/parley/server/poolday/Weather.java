package dev.parley.server.poolday;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the host answers whom at what time of the day: 200, an error's status, or 0 for not reached. */
final class Weather {
    static final int OK = 200;
    static final int NOT_REACHED = 0;

    private static final Spell OUTAGE = Spell.of(Duration.ofHours(14), Duration.ofMinutes(20), 503);
    private static final Spell CUT = Spell.of(Duration.ofHours(19), Duration.ofMinutes(5), NOT_REACHED);

    private static final Spell TOKENS = Spell.of(Duration.ofHours(2), Duration.ofMinutes(70), 401);

    /** Statuses of the spells that single credentials have, and how long these last at most, in minutes. */
    private static final int[][] KINDS = {{429, 90}, {429, 20}, {403, 120}, {500, 60}, {401, 180}};

    private static final double NOISE = 0.01;
    private static final double CALLERS_FAULTS = 0.02;

    private final Random random;
    private final List<List<Spell>> spells = new ArrayList<>();

    /** From when until when something goes wrong, in seconds of the day. */
    private record Spell(long from, long to, int status) {
        static Spell of(Duration from, Duration lasts, int status) {
            return new Spell(from.toSeconds(), from.plus(lasts).toSeconds(), status);
        }

        boolean covers(Duration time) {
            return time.toSeconds() >= from && time.toSeconds() < to;
        }
    }

    /** Makes up each credential's day: three bad spells, and for every fourth a token that cannot be renewed. */
    Weather(int credentials, Random random) {
        this.random = random;
        for (int i = 0; i < credentials; i++) {
            List<Spell> day = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                int[] kind = KINDS[random.nextInt(KINDS.length)];
                Duration from = Duration.ofMinutes(random.nextInt(22 * 60));
                day.add(Spell.of(from, Duration.ofMinutes(5 + random.nextInt(kind[1])), kind[0]));
            }
            if (i % 4 == 0) {
                day.add(TOKENS);
            }
            spells.add(day);
        }
    }

    /** What a call with this credential gets now. */
    int status(int credential, Duration time) {
        if (CUT.covers(time)) {
            return NOT_REACHED;
        }
        if (random.nextDouble() < CALLERS_FAULTS) {
            return 400;
        }
        if (OUTAGE.covers(time)) {
            return OUTAGE.status;
        }
        for (Spell spell : spells.get(credential)) {
            if (spell.covers(time)) {
                return spell.status;
            }
        }
        return random.nextDouble() < NOISE ? 500 : OK;
    }
}
