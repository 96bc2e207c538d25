package dev.parley.server.cli;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.parley.server.config.Log;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up logging: one line an event on standard error, written by a thread of its own, with anything that looks like a
 * key masked. Done in code, because reading a file of settings for it costs start-up time.
 */
final class Logging {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %replace(%msg){'"
            + "(?i)(bearer\\s+|sk-|key[=:]\\s*)[A-Za-z0-9._~+/=-]{6,}', '$1***'}%n%nopex"
            + "%replace(%ex){'(?i)(bearer\\s+|sk-)[A-Za-z0-9._~+/=-]{6,}', '$1***'}";

    private static final int QUEUE = 4096;

    /** Libraries that say more than an operator wants to read. */
    private static final Map<String, Level> QUIET = Map.of(
            "io.helidon", Level.WARN,
            "io.helidon.webserver.grpc.GrpcProtocolHandler", Level.OFF,
            "io.helidon.webserver.ConnectionHandler", Level.OFF,
            "org.apache.hc", Level.WARN,
            "io.grpc", Level.WARN);

    private Logging() {}

    static void start(Log settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(settings.level().name()));
        root.addAppender(async(context));
        QUIET.forEach((name, level) -> context.getLogger(name).setLevel(level));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Writes what is still in the queue. */
    static void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static AsyncAppender async(LoggerContext context) {
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        async.setNeverBlock(true);
        async.addAppender(console(context));
        async.start();
        return async;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        return console;
    }
}
