package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.parley.server.cli.ParleyCommand;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.testkit.Effort;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag(Effort.TAG)
@Timeout(600)
@DisplayName("SEC-01: no secret of any kind leaves by any way out, whoever asks and however hosts fail")
@SuppressWarnings("JdkObsolete") // many threads append to what is told
class SecretsSweepTest {
    private static final String HEAD = "| secret | answers that give it";

    /**
     * Of the wires that a model is asked over; each time the next ones, so that in the end each was combined with each.
     */
    private static final int WIRES = Effort.of(2, PlantedWire.values().length + 1);

    @TempDir
    private Path folder;

    private final Map<Sink, StringBuffer> sinks = new TreeMap<>();
    private List<PlantedCalls.Told> told = List.of();

    /** Where something could be seen, beside the answers of endpoints. */
    private enum Sink {
        LOG,
        OUTPUT,
        METRICS,
        TRACES,
        AUDIT,
        USAGE,
        SETTINGS,
        FILES,
        THREADS
    }

    @Test
    void showsNoSecret() throws Exception {
        for (Sink sink : Sink.values()) {
            sinks.put(sink, new StringBuffer());
        }
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        try (Log log = new Log(sinks.get(Sink.LOG))) {
            PrintStream output = new PrintStream(new Out(sinks.get(Sink.OUTPUT)), true, StandardCharsets.UTF_8);
            System.setOut(output);
            System.setErr(output);
            sweep();
            log.close();
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
        sinks.forEach((sink, text) -> assertThat(text).as("sink %s", sink).isNotEmpty());
        String table = table();
        System.out.println(table);
        assertThat(table)
                .as("where secrets were seen (**yes**), or which answers gave them")
                .isEqualTo(documented());
    }

    /** The table in the documentation. */
    private static String documented() throws Exception {
        String page = Files.readString(Path.of("../docs/reliability.md"));
        int begin = page.indexOf(HEAD);
        return begin < 0 ? "none" : page.substring(begin, page.indexOf("\n\n", begin) + 1);
    }

    private void sweep() throws Exception {
        try (PlantedGateway planted = new PlantedGateway(folder)) {
            PlantedCalls calls = new PlantedCalls(planted);
            calls.logIn();
            calls.fill();
            round(planted, calls, null);
            for (EchoFault fault : EchoFault.values()) {
                round(planted, calls, fault);
            }
            planted.fault(null);
            calls.administer();
            note(Sink.METRICS, Scrape.of(planted.gateway).lines().toString());
            note(Sink.USAGE, planted.gateway.usage().toString());
            note(Sink.SETTINGS, planted.loaded.toString() + planted.loaded.settings() + explained(planted.environment));
            told = calls.told();
            planted.gateway.close();
            note(Sink.TRACES, planted.collector.told());
            keep(planted);
            reached(planted.seenByHosts());
        }
    }

    private void round(PlantedGateway planted, PlantedCalls calls, EchoFault fault) throws Exception {
        planted.fault(fault);
        for (String model : PlantedGateway.MODELS) {
            calls.chat(model, WIRES);
        }
        calls.chatAsCallers();
        note(
                Sink.THREADS,
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .collect(Collectors.joining("\n")));
    }

    private void keep(PlantedGateway planted) throws Exception {
        try (Stream<Path> files = Files.walk(planted.data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(planted.key()))
                    .toList()) {
                note(Sink.FILES, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        try (SqliteStore store = SqliteStore.open(planted.data, Map.of())) {
            note(Sink.AUDIT, store.audit().latest(10_000).toString());
            note(Sink.USAGE, store.usage().saved().toString());
        }
    }

    /** What no host was ever sent could not be repeated by one. */
    private static void reached(String seenByHosts) {
        for (Planted secret : List.of(
                Planted.OPENAI_KEY,
                Planted.FILE_KEY,
                Planted.HEADER,
                Planted.RESPONSES_KEY,
                Planted.CLAUDE_KEY,
                Planted.GEMINI_KEY,
                Planted.UPLOADED_KEY,
                Planted.CLIENT_SECRET,
                Planted.REFRESH_TOKEN,
                Planted.ACCESS_TOKEN,
                Planted.PUTER_TOKEN,
                Planted.ACCOUNT_PASSWORD,
                Planted.ACCOUNT_TOKEN,
                Planted.DIRECT_TOKEN,
                Planted.VERCEL_TOKEN)) {
            assertThat(seenByHosts.contains(secret.value()))
                    .as("a host was sent %s", secret)
                    .isTrue();
        }
    }

    private static String explained(Map<String, String> environment) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        ParleyCommand.run(new String[] {"config", "explain"}, InputStream.nullInputStream(), out, out, environment);
        return text.toString(StandardCharsets.UTF_8);
    }

    private void note(Sink sink, String text) {
        sinks.get(sink).append(text).append('\n');
    }

    private String table() {
        StringBuilder table = new StringBuilder(HEAD);
        sinks.keySet().forEach(sink -> table.append(" | ").append(sink.name().toLowerCase(java.util.Locale.ROOT)));
        table.append(" |\n|").append(" --- |".repeat(sinks.size() + 2)).append('\n');
        for (Planted secret : Planted.values()) {
            TreeSet<String> given = new TreeSet<>();
            told.stream()
                    .filter(one -> one.answer().contains(secret.value()))
                    .forEach(one -> given.add(one.endpoint()));
            table.append("| ").append(secret.kind).append(" | ");
            table.append(given.isEmpty() ? "none" : String.join(", ", given));
            sinks.values().forEach(text -> table.append(text.indexOf(secret.value()) < 0 ? " | no" : " | **yes**"));
            table.append(" |\n");
        }
        return table.toString();
    }

    /** Everything that is logged by anybody, at every level, for as long as it is open. */
    private static final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Logger parley = (Logger) LoggerFactory.getLogger("parley");
        private final Logger wire = (Logger) LoggerFactory.getLogger("org.apache.hc");
        private final Level before = root.getLevel();
        private final StringBuffer text;

        Log(StringBuffer text) {
            this.text = text;
            start();
            root.addAppender(this);
            parley.setLevel(Level.TRACE);
            // As the launcher has it: this library's own log holds all that is sent.
            wire.setLevel(Level.WARN);
        }

        @Override
        protected void append(ILoggingEvent event) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }

        @Override
        public void close() {
            root.detachAppender(this);
            root.setLevel(before);
            parley.setLevel(null);
            wire.setLevel(null);
        }
    }

    /** Bytes as text. */
    private static final class Out extends java.io.OutputStream {
        private final StringBuffer text;

        Out(StringBuffer text) {
            this.text = text;
        }

        @Override
        public void write(int b) {
            text.append((char) b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }
}
