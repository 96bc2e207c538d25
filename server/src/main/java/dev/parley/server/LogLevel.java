package dev.parley.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.parley.server.config.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged from now on. */
final class LogLevel {
    private LogLevel() {}

    /** Libraries that were told to say less go on to. */
    static void set(Log settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.toLevel(settings.level().name()));
    }
}
