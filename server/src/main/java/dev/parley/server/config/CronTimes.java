package dev.parley.server.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** The times of a cron expression of five fields, in UTC. */
public final class CronTimes {
    private final ExecutionTime times;

    private CronTimes(ExecutionTime times) {
        this.times = times;
    }

    /**
     * The times that an expression means.
     *
     * @throws IllegalArgumentException it is no such expression
     */
    public static CronTimes of(String expression) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return new CronTimes(ExecutionTime.forCron(parser.parse(expression).validate()));
    }

    /** The first time after this one; null: there is none, as for the 30th of February. */
    public @Nullable Instant after(Instant time) {
        return times.nextExecution(time.atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant)
                .orElse(null);
    }

    static boolean isLegal(String expression) {
        try {
            of(expression);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
