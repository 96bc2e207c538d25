package dev.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** What Parley and Helidon log meanwhile, down to what is for debugging. */
final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("parley");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final java.util.logging.Logger helidon = java.util.logging.Logger.getLogger("io.helidon");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(String.valueOf(entry.getMessage()));
            if (entry.getThrown() != null) {
                traces.add(entry.getMessage() + ": " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Log() {
        start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(this);
        helidon.addHandler(handler);
    }

    /** The lines so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Checks that no line holds a secret, and none came with a stack. */
    void checkClean() {
        assertThat(traces).isEmpty();
        assertThat(lines).noneMatch(line -> line.contains(Secrets.MARK));
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            traces.add(event.getFormattedMessage() + ": "
                    + event.getThrowableProxy().getMessage());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
        helidon.removeHandler(handler);
        stop();
    }
}
